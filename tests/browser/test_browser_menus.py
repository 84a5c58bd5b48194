"""What opens over the page: whole to see, and closed again by the keyboard or by what opened it."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

IS_WHOLE = """
const [list, room] = [arguments[0].getBoundingClientRect(), arguments[1].getBoundingClientRect()];
return list.left >= room.left && list.right <= room.right && list.top >= room.top - 1 && list.bottom <= room.bottom + 1
"""


def test_the_menu_behind_the_dots_is_seen_whole_and_escape_closes_it(page):
    page.type("/signups conversion last 7d")
    page.press("More actions")
    menu = page.until(lambda: page.css("#feed .overflow[open] .overflow-list"), "menu")
    page.until(lambda: page.browser.execute_script(IS_WHOLE, menu, page.css("#feed")), "whole menu")

    page.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.until(lambda: not page.all("#feed .overflow[open]"), "end of the menu")
    assert page.browser.switch_to.active_element.get_attribute("aria-label") == "More actions"


@pytest.fixture
def phone(page):
    """The page on a screen as wide as a telephone's."""
    size = {"width": 420, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield page
    page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_telephone_the_details_open_and_close_and_nothing_hangs_out(phone):
    for is_open in (True, False):
        phone.css("#panel-toggle").click()
        assert phone.browser.find_element(By.ID, "panel").is_displayed() is is_open

    assert phone.browser.execute_script("return document.documentElement.scrollWidth") == 420

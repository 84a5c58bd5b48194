"""The page for those who type, who listen, who like it dark, and who wish it ill."""

from selenium.webdriver.common.keys import Keys

EVIL = "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>"


def test_commands_are_completed_by_the_keyboard_alone(page):
    composer = page.css("#composer")
    composer.send_keys("/sig")
    page.until(lambda: len(page.all("#suggestions [role=option]")) == 2, "commands that begin so")
    assert composer.get_attribute("aria-expanded") == "true"

    composer.send_keys(Keys.ARROW_DOWN)
    active = page.css("[aria-selected=true][role=option]").get_attribute("id")
    assert composer.get_attribute("aria-activedescendant") == active
    composer.send_keys(Keys.ENTER)
    page.read("/signups failed last 24h", "#suggestions [role=option]:first-child")
    composer.send_keys(Keys.ARROW_DOWN + Keys.ENTER)
    assert composer.get_attribute("value") == "/signups failed last 24h"

    composer.clear()
    composer.send_keys("/")
    page.until(lambda: page.css("#suggestions:not([hidden])"), "all commands")
    composer.send_keys(Keys.ESCAPE)
    assert composer.get_attribute("aria-expanded") == "false"


def test_a_form_takes_the_focus_and_escape_gives_it_up(page):
    page.click("[data-global-shortcut=look_up_user]")
    page.until(lambda: page.css("#modal[open]"), "form")
    assert page.browser.execute_script("return document.getElementById('modal').contains(document.activeElement)")

    page.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    page.until(lambda: not page.css("#modal[open]"), "end of the form")


def test_an_answer_is_told_to_those_who_listen(page):
    page.type("/signups help")

    page.until(lambda: page.css("#announcer").get_attribute("textContent").startswith("Gatehouse: "), "announcement")
    assert page.css("#announcer").get_attribute("aria-live") == "polite"


def test_hostile_words_stay_words(page, town):
    town.workspace.say(EVIL.replace("<", "&lt;").replace(">", "&gt;"), channel="C_SIGNUPS")
    page.go_to("C_SIGNUPS")

    page.read("<script>document.title='taken'</script>")
    assert page.browser.title == "Gatehouse demo town"


def test_light_and_dark_can_be_switched_and_stay(page):
    def ground():
        return page.browser.execute_script("return getComputedStyle(document.body).backgroundColor")

    light = ground()
    page.click("#theme")
    dark = ground()
    page.open()
    assert ground() == dark != light
    page.click("#theme")
    assert ground() == light


def test_a_command_that_does_not_exist_is_told_and_given_back(page):
    page.type("/nope")

    page.read("/nope is not a valid command", "#notice")
    assert page.css("#composer").get_attribute("value") == "/nope"


def test_what_happened_can_be_seen_on_a_narrow_screen(page):
    size = page.browser.get_window_size()
    try:
        page.browser.set_window_size(480, 900)
        assert not page.css("#panel").is_displayed()
        page.click("#panel-toggle")
        page.until(lambda: page.css("#panel").is_displayed(), "panel")
        assert page.browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.browser.set_window_size(size["width"], size["height"])


def test_everything_that_can_be_pressed_is_reached_by_the_keyboard_and_has_a_name(page, town):
    town.workspace.say("AADSTS50126")
    page.read("AADSTS50126")
    hidden = page.browser.execute_script(
        """
        const all = [...document.querySelectorAll("button, a[href], select, textarea, input, summary")];
        const shown = all.filter((one) => one.checkVisibility());
        const named = (one) => one.ariaLabel || one.textContent.trim() || one.labels?.length || one.title;
        return shown.filter((one) => one.tabIndex < 0 || !named(one)).map((one) => one.outerHTML);
        """
    )

    assert hidden == []
    assert page.css("#feed .item:last-child .tools button").is_displayed() is False, "only shown to whom it matters"
    page.browser.execute_script("arguments[0].focus()", page.css("#feed .item:last-child .tools button"))
    page.until(lambda: page.css("#feed .item:last-child .tools button").is_displayed(), "tools of the message")

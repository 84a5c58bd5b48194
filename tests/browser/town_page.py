"""The demo's page as somebody uses it: what they see, type, press and choose. Waits are for something to be seen."""

from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

PATIENCE = 60  # seconds; a morning takes a few, the first reading of all logs ten, and machines may be busy
SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)


@contextmanager
def opened_browser(browser, driver, folder, size=(1440, 1000)):
    """A headless Chromium with a new profile in `folder`, and downloads beneath it; nothing is fetched for it."""
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}", "--window-size={},{}".format(*size)):
        options.add_argument(switch)
    downloads = folder / "downloads"
    downloads.mkdir()
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    running.downloads = downloads
    try:
        yield running
    finally:
        running.quit()


class TownPage:
    """The page in a browser."""

    def __init__(self, browser, url):
        self.browser = browser
        self.url = url

    def open(self):
        self.browser.get(self.url)
        self.until(lambda: self.css("body[data-ready]"), "the page")

    def complaints(self):
        """What the browser's console says is wrong: errors of scripts, and what the page's rules forbid."""
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]

    # What is seen

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def css(self, selector):
        found = self.all(selector)
        return found[-1] if found else None

    def text(self, selector):
        """The words of the last such thing as it is now, empty when there is none."""
        script = "return [...document.querySelectorAll(arguments[0])].at(-1)?.innerText ?? ''"
        return self.browser.execute_script(script, selector)

    def until(self, is_so, what):
        """Wait until `is_so`, and return what it gave; an element redrawn meanwhile is looked for again."""
        wait = WebDriverWait(self.browser, PATIENCE, 0.05, ignored_exceptions=[StaleElementReferenceException])
        return wait.until(lambda _: is_so(), f"there was no {what}")

    def read(self, words, within="#feed .item:last-child"):
        """Wait until these words stand in the last such thing."""
        try:
            self.until(lambda: words in self.text(within), words)
        except TimeoutException as error:
            raise AssertionError(f"{within} does not say “{words}” but: {self.text(within)}") from error

    # What is done

    def type(self, text, field="#composer"):
        self.css(field).send_keys(text + Keys.ENTER)

    def click(self, selector):
        """The last such thing; one that is drawn anew meanwhile is clicked then."""

        def clicked():
            found = self.css(selector)
            if found:
                found.click()
            return found

        self.until(clicked, f"{selector} to click")

    def press(self, name, within="#feed .item:last-child"):
        """The button or link with these words, or this label, in the last such thing."""
        path = (
            f".//*[self::button or self::a or self::summary]"
            f"[normalize-space(text())='{name}' or @aria-label='{name}' or .//span[normalize-space()='{name}']]"
        )

        def pressed():
            button = self._shown(within, path)
            if button:
                self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
                button.click()
            return button

        self.until(pressed, f"{name} to press in {within}")

    def choose(self, option, menu, within="#feed .item:last-child"):
        """An option of a menu that is known by its label."""

        def chosen():
            found = self.css(f"{within} select[aria-label='{menu}']")
            if found:
                Select(found).select_by_visible_text(option)
            return found

        self.until(chosen, f"menu {menu}")

    def choose_labelled(self, label, option, within="#modal"):
        """An option of a form's menu."""
        path = f".//div[contains(@class, 'input')][label[starts-with(normalize-space(), '{label}')]]//select"
        Select(self.css(within).find_element(By.XPATH, path)).select_by_visible_text(option)

    def go_to(self, place):
        self.click(f"button[data-place={place}]")

    def become(self, name):
        Select(self.css("#who")).select_by_visible_text(name)

    def downloaded(self, ending):
        """The file that the browser has loaded down, as soon as it is whole."""
        folder: Path = self.browser.downloads
        return self.until(lambda: next(iter(folder.glob(f"*{ending}")), None), f"file {ending}").read_bytes()

    def _shown(self, within, path):
        place = self.css(within)
        found = place.find_elements(By.XPATH, path) if place else []
        return next((each for each in found if each.is_displayed()), None)

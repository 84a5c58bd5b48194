"""Where a Chromium is that the browser tests can drive, and what to say where there is none."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DRIVERS = ("chromedriver", "chromium.chromedriver")
HOW_TO_GET_IT = (
    "tests/browser was left out: there is no Chromium with a chromedriver here. "
    "On Debian or Ubuntu: apt-get install chromium chromium-driver. "
    "Elsewhere set CHROMIUM and CHROMEDRIVER to where they are."
)


def chromium() -> tuple[str, str] | None:
    """The paths of browser and driver, or None where one of them is missing."""
    browser = os.environ.get("CHROMIUM") or _first(NAMES)
    driver = os.environ.get("CHROMEDRIVER") or _first(DRIVERS)
    return (browser, driver) if browser and driver else None


def must_be_here() -> bool:
    """Whether a missing browser is a failure, as in CI, where nobody would read a line about it."""
    return bool(os.environ.get("CI"))


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)

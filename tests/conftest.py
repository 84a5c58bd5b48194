"""What all tests share: hypothesis draws the same examples each time, so that a red run stays red, and times nothing.

Where there is no browser to drive, its tests are left out, and the end of the run says so; in CI they fail.
"""

from pathlib import Path

from chromium import HOW_TO_GET_IT, chromium, must_be_here
from hypothesis import HealthCheck, settings

settings.register_profile("repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")

BROWSER = Path(__file__).with_name("browser")
LEFT_OUT = chromium() is None and not must_be_here()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if LEFT_OUT and collection_path.is_relative_to(BROWSER) else None


def pytest_terminal_summary(terminalreporter) -> None:
    if LEFT_OUT:
        terminalreporter.write_line(HOW_TO_GET_IT, yellow=True)

"""`make screenshot`: the picture in the README, taken of the demo town as it is: docs/demo.png."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import HOW_TO_GET_IT, chromium  # noqa: E402  # the line above says where it is
from town_page import TownPage, opened_browser  # noqa: E402  # after the path

from bot.cli.demo import opened_town  # noqa: E402  # after the path

NOW = datetime(2026, 11, 18, 13, 30, tzinfo=UTC)
PICTURE = ROOT / "docs" / "demo.png"


def main() -> None:
    found = chromium()
    if not found:
        sys.exit(HOW_TO_GET_IT)
    with (
        TemporaryDirectory() as folder,
        opened_town(now=NOW) as town,
        opened_browser(*found, Path(folder), size=(1360, 1010)) as browser,
    ):
        page = TownPage(browser, town.url)
        page.open()
        _ask(page)
        browser.save_screenshot(str(PICTURE))
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")  # noqa: T201  # it is a command


def _ask(page: TownPage) -> None:
    page.type("/signups conversion by provider last 7d")
    page.read("Google", "#feed .item:last-child table")
    page.type("/signups failed last 7d by stage chart")
    page.until(lambda: page.css("#feed .item:last-child svg"), "chart")
    page.click("#happened .item:last-child .happening > summary")
    page.browser.execute_script("document.activeElement.blur()")


if __name__ == "__main__":
    main()

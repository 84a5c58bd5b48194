"""The walk of the README, in a real browser: ten steps from the first question to an incident that is acknowledged."""

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


def ask(page, town):
    """Type `/signups failed last 24h`."""
    page.type("/signups failed last 24h")
    page.read("sign-up attempts failed, by")
    assert "Only visible to you" in page.text("#feed .item:last-child")
    assert len(page.all("#feed .item:last-child table tr")) > 10


def see_behind(page, town):
    """Open the answer under *What happened*."""
    page.click("#happened .item:first-child .happening > summary")
    page.read("Request to Graph", "#happened .item:first-child .happening")
    assert "/auditLogs/signUps?" in page.text("#happened .item:first-child .requests")


def turn_page(page, town):
    """Press *Next*."""
    before = page.text("#feed .item:last-child table")
    page.press("Next")
    page.until(lambda: page.text("#feed .item:last-child table") != before, "next page")
    page.press("Back")
    page.until(lambda: page.text("#feed .item:last-child table") == before, "first page again")


def break_down(page, town):
    """Choose *Provider* under *Break down…*."""
    page.choose("Provider", "Break down…")
    page.read("by provider")
    page.read("Google", "#feed .item:last-child table")


def take_file(page, town):
    """Press *⋯* and *CSV file*; the file comes as a direct message."""
    page.press("More actions")
    page.press("CSV file")
    page.until(lambda: page.css("#direct .unread:not([hidden])"), "news in the direct messages")
    page.click("#direct")
    page.click("#feed .file")
    assert b"Google" in page.downloaded(".csv")


def misspell(page, town):
    """Go back to #support and type `/signups faild with gogle last 7d`."""
    page.go_to("C_SUPPORT")
    page.type("/signups faild with gogle last 7d")
    page.read("read “gogle” as “google”")


def talk(page, town):
    """Write `@gatehouse how many sign-ups failed with Google yesterday?`."""
    page.type("@gatehouse how many sign-ups failed with Google yesterday?")
    page.press("1 reply")
    page.read("failed", "#thread .item:last-child")
    page.type("@gatehouse and last week?", "#thread-composer")
    page.until(lambda: len(page.all("#thread .item")) == 4, "answer in the thread")
    page.read("Google · failed · count · last week", "#thread .item:last-child")


def fill_form(page, town):
    """Press *Ask the logs*, choose *Failed*, and press *Ask*."""
    page.click("[data-global-shortcut=ask_the_logs]")
    page.until(lambda: page.css("#modal[open] select"), "form")
    page.choose_labelled("Result", "Failed")
    page.press("Ask", "#modal")
    page.until(lambda: not page.css("#modal[open]"), "end of the form")


def go_home(page, town):
    """Open *Gatehouse Home*."""
    page.go_to("home")
    page.read("Asked last", "#feed")
    page.read("Sign-ups · failed", "#feed")


def live_on(page, town):
    """Press *Next morning*, become Sam of Security, press *Jump to the incident* and *Acknowledge*."""
    page.click("[data-move=morning]")
    page.read("Sign-ups on Wednesday 18 November 2026")
    page.become("Sam Okafor, Security")
    page.click("[data-move=incident]")
    page.read("Sign-ups fail more than usual")
    page.press("Acknowledge")
    page.read("Acknowledged by")


STEPS = (ask, see_behind, turn_page, break_down, take_file, misspell, talk, fill_form, go_home, live_on)


def test_the_walk_of_the_readme(page, town):
    for step in STEPS:
        step(page, town)


@pytest.mark.parametrize(("number", "step"), list(enumerate(STEPS, 1)), ids=[step.__name__ for step in STEPS])
def test_the_readme_tells_of_each_step(number, step):
    said = re.search(rf"^{number}\. (.*)$", README.read_text("utf-8"), re.MULTILINE)

    assert said, f"the README has no step {number}"
    assert said[1].startswith(step.__doc__.rstrip(".")), f"the README says: {said[1]}"

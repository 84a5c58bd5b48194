"""`demo --tour`: it ends by itself and needs nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.tour import TOUR


@pytest.fixture(scope="module")
def tour(call):
    """The whole tour, taken once."""
    return call("demo", "--tour", env={"GATEHOUSE_REFRESH_MINUTES": "never", "SLACK_BOT_TOKEN": "hush"})


def test_it_ends_well_and_says_nothing_aside(tour):
    assert (tour.exit_code, tour.stderr) == (0, "")


@pytest.mark.parametrize(("why", "text"), TOUR)
def test_each_question_is_shown_with_its_reason_and_its_answer(tour, why, text):
    _, _, after = tour.stdout.partition(f"── {why}\n> {text}\n\n")
    answer, _, _ = after.partition("\n── ")

    assert len(answer.splitlines()) > 2
    assert "Traceback" not in answer


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("sign-up attempts failed", id="who failed"),
        pytest.param("To send to the person:", id="what to tell them"),
        pytest.param("read “gogle” as “google”", id="a word misspelt"),
        pytest.param("did you mean Contoso Store", id="a name that is not there"),
        pytest.param("Conversion ", id="a share"),
        pytest.param("Most are lost at ", id="a funnel"),
        pytest.param("gatehouse ask --demo", id="what to do next"),
        pytest.param("docs/entra-setup.md", id="where it goes on"),
    ],
)
def test_a_reader_sees(tour, words):
    assert words in tour.stdout


def test_it_shows_yesterdays_digest_and_compares_it(tour):
    yesterday = datetime.now(UTC).date() - timedelta(days=1)

    assert f"Sign-ups on {yesterday:%A} {yesterday.day} {yesterday:%B %Y}\n" in tour.stdout
    assert f"Last {yesterday:%A} it was " in tour.stdout

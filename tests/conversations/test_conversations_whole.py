"""From a command in Slack to Microsoft Graph and back: the real desk, mirror and Graph client on the demo tenant."""

import pytest
from town_house import whole_bot_in

from bot.demo.blockkit import Use, problems
from bot.language.help import help_page

EXAMPLES = [example for section in help_page(None).sections for example in section.examples]


@pytest.fixture(scope="module")
def bot(town, tmp_path_factory):
    with whole_bot_in(town, tmp_path_factory.mktemp("whole")) as bot:
        yield bot


def test_somebody_asks_and_reads_who_failed_where_and_why(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")

    (answer,) = asked.wait(1)
    assert "failed" in answer.text
    assert "Sign-ups" in answer.text
    assert problems({"text": answer.text, "blocks": answer.blocks}, Use.RESPONSE) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_runs(bot, example):
    command, _, text = example.partition(" ") if example.startswith("/") else ("/entra", "", example)

    asked = bot.workspace.slash(command, text)

    (answer,) = asked.wait(1, timeout=60)
    assert "GH-" not in answer.text, "it went wrong"
    assert problems({"text": answer.text, "blocks": answer.blocks}, Use.RESPONSE) == []

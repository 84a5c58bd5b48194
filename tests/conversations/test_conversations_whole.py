"""From a command in Slack to Microsoft Graph and back: the real desk, mirror and Graph client on the demo tenant."""

from datetime import UTC, datetime

import pytest
from bot_in_town import bot_in, open_http

from bot.cli.demonstration import demo_settings
from bot.demo.blockkit import Use, problems
from bot.desk.explanation import CONNECTED
from bot.language.help import help_page
from bot.wiring.house import build_house

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EXAMPLES = [example for section in help_page(None, CONNECTED).sections for example in section.examples]


@pytest.fixture(scope="module")
def bot(town):
    with demo_settings(NOW, throttle=False) as settings:
        house = build_house(settings, throttled=False)
        with bot_in(town, ask=house.ask, signed=True) as bot, open_http(bot):
            yield bot
        house.close()


def test_somebody_asks_and_reads_who_failed_where_and_why(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")

    (answer,) = asked.wait(1)
    assert "failed" in asked.wait_ack().payload["text"]
    assert "Sign-ups" in answer.text
    assert problems({"text": answer.text, "blocks": answer.blocks}, Use.RESPONSE) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_runs(bot, example):
    command, _, text = example.partition(" ")

    asked = bot.workspace.slash(command, text)

    ack = asked.wait_ack().payload
    if "not connected" in ack["text"]:
        assert command != "/signups"
        return
    assert "reading the log" in ack["text"]
    (answer,) = asked.wait(1, timeout=20)
    assert "GH-" not in answer.text

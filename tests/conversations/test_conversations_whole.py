"""From a command in Slack to Microsoft Graph and back: the real desk, mirror and Graph client on the demo tenant."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from bot_in_town import bot_in, open_http

from bot.demo.blockkit import Use, problems
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.language.help import help_page
from bot.settings import given
from bot.wiring.house import build_house

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EXAMPLES = [example for section in help_page(None).sections for example in section.examples]


def settings_for(tenant, folder):
    return given(
        {
            "tenant_id": tenant.tenant_id,
            "client_id": tenant.client_id,
            "client_secret": tenant.client_secret,
            "graph_url": tenant.graph_url,
            "login_url": tenant.login_url,
            "database": folder / "mirror.sqlite3",
        }
    )


@pytest.fixture(scope="module")
def bot(town, tmp_path_factory):
    with (
        running_tenant(TenantOptions(now=NOW, frozen=True, throttle=False)) as tenant,
        closing(build_house(settings_for(tenant, tmp_path_factory.mktemp("whole")), throttled=False)) as house,
        bot_in(town, ask=house.ask, signed=True) as bot,
        open_http(bot),
    ):
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

    (answer,) = asked.wait(1, timeout=20)
    assert "GH-" not in answer.text, "it went wrong"
    assert problems({"text": answer.text, "blocks": answer.blocks}, Use.RESPONSE) == []

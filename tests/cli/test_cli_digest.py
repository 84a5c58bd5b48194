"""`digest`: looked at, and posted by hand in the demo workspace."""

from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_calls import json_lines, settings_for
from migrated import migrated

from bot.demo.blockkit import problems
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import ARCHIVE, GROWTH, MANAGER, SUPPORT
from bot.domain.cadence import Cadence, Every
from bot.domain.question import Is, Log
from bot.domain.subscriptions import DigestKind, Draft, Person
from bot.domain.window import local_day
from bot.mirror.ledger import SqlLedger
from bot.mirror.subscriptions import SqlSubscriptions
from bot.settings import PREFIX, given
from bot.wiring.house import build_house


@pytest.fixture
def yesterday():
    return datetime.now(UTC).date() - timedelta(days=1)


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def settings(town_tenant, workspace):
    return settings_for(
        town_tenant,
        SLACK_BOT_TOKEN=workspace.credentials.bot_token,
        GATEHOUSE_SLACK_URL=workspace.api_url,
        GATEHOUSE_DIGEST_CHANNEL=SUPPORT.id,
    )


def told(result):
    assert result.exit_code == 0, result.stderr
    (said,) = json_lines(result.stdout)
    return said


def asked(gatehouse, settings, day):
    """The totals of the same day, as a question has them."""
    return told(gatehouse("ask", "--as", "json", "how many sign-ups on", day.isoformat(), env=settings))["totals"]


def whole(day):
    return local_day(day, ZoneInfo("UTC"))


def test_a_preview_shows_yesterday_and_posts_nothing(gatehouse, settings, workspace, yesterday):
    said = told(gatehouse("digest", "--preview", "--as", "json", env=settings))

    assert said["day"] == yesterday.isoformat()
    assert said["totals"] == asked(gatehouse, settings, yesterday)
    assert "posted" not in said
    assert workspace.posts == ()
    assert not SqlLedger(Path("gatehouse.sqlite3")).is_claimed("signups-daily:C_SUPPORT", whole(yesterday))


def test_a_preview_needs_no_slack_at_all(gatehouse, town_tenant, yesterday):
    result = gatehouse("digest", "--preview", env=settings_for(town_tenant))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Sign-ups on {yesterday:%A} {yesterday.day} {yesterday:%B %Y}")


def test_another_day_may_be_named(gatehouse, settings, yesterday):
    day = yesterday - timedelta(days=1)
    said = told(gatehouse("digest", "--preview", "--day", day.isoformat(), "--as", "json", env=settings))

    assert (said["day"], said["totals"]) == (day.isoformat(), asked(gatehouse, settings, day))


def test_blocks_are_the_very_message_and_within_slacks_limits(gatehouse, settings):
    said = told(gatehouse("digest", "--preview", "--as", "blocks", env=settings))

    assert problems(said) == []


def test_it_is_posted_where_the_settings_say_and_the_clock_owes_that_day_no_longer(
    gatehouse, settings, workspace, yesterday
):
    result = gatehouse("digest", env=settings)

    (post,) = workspace.channel(SUPPORT.id).messages
    ledger = SqlLedger(Path("gatehouse.sqlite3"))
    assert result.exit_code == 0
    assert result.stderr == f"Posted in C_SUPPORT as message {post.ts}.\n"
    assert result.stdout.splitlines()[0] in post.text
    assert ledger.is_claimed("signups-daily:C_SUPPORT", whole(yesterday))
    assert ledger.open_claims("signups-daily:C_SUPPORT") == []


def test_it_is_posted_where_the_command_says(gatehouse, settings, workspace):
    said = told(gatehouse("digest", "--channel", GROWTH.id, "--as", "json", env=settings))

    (post,) = workspace.channel(GROWTH.id).messages
    assert said["posted"] == {"channel": GROWTH.id, "message_ts": post.ts}
    assert workspace.channel(SUPPORT.id).messages == ()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_channel_that_takes_nothing_is_trouble(gatehouse, settings, form, yesterday):
    result = gatehouse("digest", "--channel", ARCHIVE.id, "--as", form, env=settings)

    assert result.exit_code == 1
    assert "the channel is archived" in (result.stderr if form == "text" else json_lines(result.stdout)[0]["message"])
    assert not SqlLedger(Path("gatehouse.sqlite3")).is_claimed(f"signups-daily:{ARCHIVE.id}", whole(yesterday))


@pytest.mark.parametrize(
    ("options", "without", "says"),
    [
        pytest.param([], "GATEHOUSE_DIGEST_CHANNEL", "--channel", id="no channel"),
        pytest.param([], "SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN is not set", id="no token"),
        pytest.param(["--day", "2999-01-01"], "", "is not over yet", id="a day to come"),
        pytest.param(["--subscription", "7"], "", "no subscription 7", id="no subscription"),
        pytest.param(["--subscription", "7", "--channel", "C1"], "", "not both", id="a channel and a subscription"),
        pytest.param(["--day", "tomorrow"], "", "does not match the format", id="no day"),
    ],
)
def test_what_cannot_be_done_is_the_callers_mistake(gatehouse, settings, workspace, options, without, says):
    result = gatehouse("digest", *options, env={name: value for name, value in settings.items() if name != without})

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert workspace.posts == ()


def test_today_is_not_over_yet(gatehouse, settings):
    result = gatehouse("digest", "--preview", "--day", datetime.now(UTC).date().isoformat(), env=settings)

    assert result.exit_code == 2


def test_the_demo_needs_nothing(gatehouse):
    said = told(gatehouse("digest", "--demo", "--as", "json"))

    assert said["totals"]["attempts"] > 20
    assert said["compare"]["totals"]["attempts"] > 20
    assert said["complete"]


def subscribed(every):
    """A digest of sign-ups with Google, to the manager herself."""
    path = migrated(Path("gatehouse.sqlite3"))
    draft = Draft(
        kind=DigestKind.SIGN_UPS,
        cadence=Cadence(every, time(9), ZoneInfo("UTC"), 0),
        to=Person(MANAGER.id),
        owner=MANAGER.id,
        where=(Is("provider", "Google"),),
        about="Google",
    )
    return SqlSubscriptions(path).add(draft, datetime.now(UTC))


def fill_at_once(tenant):
    """All that Graph keeps, read without the pauses that spare a real one."""
    settings = {name.removeprefix(PREFIX).lower(): value for name, value in settings_for(tenant).items()}
    with closing(build_house(given(settings), throttled=False)) as house:
        house.refresh.run(Log.SIGN_UPS, since=datetime.now(UTC) - timedelta(days=30))


def test_a_subscription_is_looked_at_by_its_number(gatehouse, settings, workspace):
    """Of a log that holds both weeks, so that Graph is asked for little."""
    subscription = subscribed(Every.WEEKLY)
    with running_tenant(TenantOptions(days=30, rows=2_000, throttle=False)) as tenant:
        fill_at_once(tenant)
        command = ["digest", "--subscription", "1", "--preview", "--as", "json"]
        said = told(gatehouse(*command, env=settings | settings_for(tenant)))
    days = subscription.cadence.latest_over(datetime.now(UTC))

    assert (said["day"], said["last_day"]) == (days.first.isoformat(), days.last.isoformat())
    assert said["about"] == "Google"
    first, *others = said["providers"]  # who went on by another way has tried Google all the same
    assert first["name"] == "Google"
    assert sum(each["attempts"] for each in others) < first["attempts"] / 4
    assert workspace.posts == ()


def test_a_subscription_is_sent_by_its_number_and_the_clock_owes_it_no_longer(gatehouse, settings, workspace):
    subscription = subscribed(Every.DAILY)
    said = told(gatehouse("digest", "--subscription", "1", "--as", "json", env=settings))

    (post,) = workspace.channel("D_MANAGER").messages
    assert said["posted"] == {"channel": MANAGER.id, "message_ts": post.ts}
    days = subscription.cadence.latest_over(datetime.now(UTC))
    assert SqlLedger(Path("gatehouse.sqlite3")).is_claimed("subscription-1", days.window(ZoneInfo("UTC")))

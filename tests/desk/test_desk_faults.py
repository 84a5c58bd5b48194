"""Whatever Graph does on the way, the numbers stay the same; whatever rows hold, they are counted."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete
from desk_town import DAY, HOUR, NOW, SharedClock, client_for, desks_on, differences, question_of, raw_town
from recount import recount

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.graph.budget import UNMETERED, Budgets
from bot.graph.retry import RetryRule

UTC_ZONE = ZoneInfo("UTC")
QUESTIONS = [
    complete(said)
    for said in (
        {"window": {"last": 2 * 86_400}},
        {"filters": {"app": "Contoso Store", "status": "failed"}, "group_by": ["stage"]},
        {"filters": {"error_code": "50181"}, "output": "funnel"},
        {"group_by": ["extension", "provider"], "output": "count"},
        {"filters": {"existing_account": True, "user_domain": "fabrikam.example"}},
    )
]


class Rush:
    """A clock on which waiting takes no time."""

    def __init__(self):
        self.seconds = 0.0

    def clock(self):
        return self.seconds

    def wait(self, _condition, seconds):
        self.seconds += seconds


def town(seed=1, **options):
    usual = {"days": 2, "rows": 1_150, "now": NOW, "frozen": True, "throttle": False, "slow_seconds": 0.02}
    return running_tenant(TenantOptions(seed=seed, **(usual | options)))


def rushed(tenant):
    rush = Rush()
    budgets = Budgets(UNMETERED, clock=rush.clock, wait=rush.wait)
    return client_for(tenant, budgets=budgets, rule=RetryRule(tries=12, longest_wait=0.1))


def answers(tenant, folder, *, filled):
    """Each question asked of a desk of its own, or all of one whose mirror was filled before."""
    with desks_on(tenant, folder, client=rushed(tenant)) as made:
        if filled:
            desk = made.new()
            desk.fill(since=NOW - 3 * DAY)
            return [desk.answer(question_of(said), UTC_ZONE) for said in QUESTIONS]
        return [made.new().answer(question_of(said), UTC_ZONE) for said in QUESTIONS]


ON_THE_WAY = ("429", "503", "drop", "truncate", "empty-page", "stale-token", "504", "401-expired", "slow", "no-probe")


@pytest.fixture(scope="module")
def expected():
    """What Graph shows when nothing goes wrong."""
    with town() as tenant:
        rows = raw_town(tenant)
    return [recount(said, rows, NOW, "UTC") for said in QUESTIONS]


@pytest.mark.parametrize("filled", [False, True], ids=["asked of Graph", "asked of the mirror"])
@pytest.mark.parametrize("faults", [*ON_THE_WAY, ",".join(f"{fault}=0.1" for fault in ON_THE_WAY[:7])])
def test_no_trouble_on_the_way_changes_a_number(faults, filled, expected, tmp_path):
    with town(faults=faults) as tenant:
        found = answers(tenant, tmp_path, filled=filled)

    assert [differences(answer, wanted) for answer, wanted in zip(found, expected, strict=True)] == [{}] * len(
        QUESTIONS
    )


@pytest.mark.parametrize("filled", [False, True], ids=["asked of Graph", "asked of the mirror"])
@pytest.mark.parametrize("faults", ["snapshot-user", "unknown-values", "unknown-values=0.9,snapshot-user=0.5"])
def test_rows_of_tomorrow_are_counted_too(faults, filled, tmp_path):
    """Unknown stages, providers and members, and the account where Graph kept it in 2024."""
    with town(faults=faults) as tenant:
        rows = raw_town(tenant)
        found = answers(tenant, tmp_path, filled=filled)
    wanted = [recount(said, rows, NOW, "UTC") for said in QUESTIONS]

    assert [differences(*pair) for pair in zip(found, wanted, strict=True)] == [{}] * len(QUESTIONS)


@pytest.mark.parametrize("seed", [2, 7, 23])
def test_another_story_is_counted_as_well(seed, tmp_path):
    with town(seed=seed) as tenant:
        rows = raw_town(tenant)
        found = answers(tenant, tmp_path, filled=True)
    wanted = [recount(said, rows, NOW, "UTC") for said in QUESTIONS]

    assert [differences(*pair) for pair in zip(found, wanted, strict=True)] == [{}] * len(QUESTIONS)
    assert all(answer.totals.attempts for answer in found[:4])


def test_rows_that_arrive_late_are_in_the_next_answer(tmp_path):
    """Under this fault a row shows up to 20 minutes after its time, long after the mirror has read past it."""
    clock = SharedClock(NOW - 3 * HOUR)
    options = TenantOptions(days=2, throttle=False, faults="late-rows")
    with running_tenant(options, clock=clock) as tenant, desks_on(tenant, tmp_path / "mirror", clock=clock) as made:
        desk = made.new()
        desk.fill(since=clock.now() - DAY)
        for _ in range(6):
            clock.forward(minutes=25)
            answer = desk.answer(question_of(complete({"window": {"last": 3 * 3_600}})), UTC_ZONE)
            shown = raw_town(tenant, clock.now())
            assert differences(answer, recount(answer.question.to_json(), shown, clock.now(), "UTC")) == {}
        assert answer.as_of - NOW < timedelta()

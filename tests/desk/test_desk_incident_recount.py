"""Every number that is said of an incident, counted again from Graph's raw rows by who knows only the words."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import time
from itertools import combinations
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from desk_town import DAY, HOUR, NOW, StillClock, raw_rows, signed_in
from incident_recount import digest, figures, sign_in_ends, sign_up_ends

from bot.desk.incident_counts import WEEK, IncidentCounts
from bot.desk.incident_digest import IncidentDigestDesk
from bot.desk.incident_evidence import EvidenceDesk
from bot.desk.incident_marks import IncidentMarks
from bot.desk.incident_notices import Notices
from bot.domain.alert_channels import channels_of, networks_named
from bot.domain.attempts import AttemptRules
from bot.domain.cadence import Cadence, Every
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.days import Days
from bot.domain.incident_care import Act, Deed
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.subscriptions import Channel, DigestKind, Subscription
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.recounting import SignInHours, SignUpHours
from bot.mirror.rollups import Rollups
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror

RULES = AttemptRules()
NOON = NOW.replace(hour=12, minute=0) - DAY
WINDOWS = {"an hour": (NOON, NOON + HOUR), "a night": (NOON, NOON + 17 * HOUR), "two days": (NOON - 30 * HOUR, NOON)}
OF_ATTEMPTS = (IncidentKind.DROP, IncidentKind.SURGE)
KINDS = {Log.SIGN_UPS: tuple(IncidentKind), Log.SIGN_INS: (IncidentKind.FAILURE, *OF_ATTEMPTS)}
UTC = ZoneInfo("UTC")
SUBSCRIPTION = Subscription(
    name="s", kind=DigestKind.INCIDENTS, cadence=Cadence(Every.DAILY, time(9), UTC), to=Channel("C1")
)


@dataclass
class Seen:
    """One log as the mirror holds it, and what its raw rows say."""

    log: Log
    path: Path
    ends: list
    common: dict = field(default_factory=dict)

    def told(self, incident, known):
        """What is said of `incident` to a channel that knows what is `known`; and its course."""
        rollups = Rollups(self.path, self.counter(known))
        rollups.update()
        (channel,) = channels_of(["C1"], known)
        counts = IncidentCounts(self.log, rollups, channel.known_good, {}, RULES)
        found = self.evidence(known).of_rows(incident, counts.tally(incident, NOW), channel.known_good)
        return found, counts.course(incident, NOW)

    def counter(self, known):
        networks = networks_named(known, ())
        return SignUpHours(RULES) if self.log is Log.SIGN_UPS else SignInHours(SIGN_IN_INTERRUPTS, networks)

    def evidence(self, known):
        marks = IncidentMarks(
            log=self.log,
            store=Mirror(self.path),
            rules=RULES,
            interrupts=SIGN_IN_INTERRUPTS,
            known=networks_named(known, ()),
        )
        return EvidenceDesk(marks.store, marks)

    def slices(self, kind):
        """Everybody, and what failures (or those who left) have in common most often."""
        if kind not in self.common:
            self.common[kind] = [(), *self.commonest(kind)]
        return self.common[kind]

    def commonest(self, kind):
        bad = {IncidentKind.FAILURE: "failed", IncidentKind.ABANDONMENT: "unfinished"}.get(kind)
        ended_so = [end["values"].items() for end in self.ends if bad in (None, end["how"])]
        places = {"app", "provider", "user_domain", "country", "client", "kind"}
        pairs = [[(n, v) for n, v in each if v and (bad or n in places)] for each in ended_so]
        common = Counter(tuple(some) for each in pairs for size in (1, 2) for some in combinations(each, size))
        return [some for some, _ in common.most_common(9)]


@pytest.fixture(scope="module")
def path(desks, tmp_path_factory):
    path = tmp_path_factory.mktemp("incidents") / "mirror.db"
    migrate(path)
    desk = desks.on(path)
    desk.refresh.run(Log.SIGN_UPS)
    desk.refresh.run(Log.SIGN_INS, since=NOW - 3 * DAY)
    return path


@pytest.fixture(scope="module")
def sign_ups(path, town):
    return Seen(Log.SIGN_UPS, path, sign_up_ends(town, NOW))


@pytest.fixture(scope="module")
def sign_ins(path, tenant):
    since = f"/beta/auditLogs/signIns?$filter=createdDateTime ge {NOW - 3 * DAY:%Y-%m-%dT%H:%M:%SZ}"
    silent = [
        f"{since} and signInEventTypes/any(t: t eq '{kind}')"
        for kind in ("nonInteractiveUser", "servicePrincipal", "managedIdentity")
    ]
    with signed_in(tenant) as http:
        rows = [row for asked in (since, *silent) for row in raw_rows(http, asked)]
    return Seen(Log.SIGN_INS, path, sign_in_ends(rows))


def incident(kind, dims, since, until):
    """One that is over, whose worst stretch was all of it."""
    return Incident(
        id="i",
        kind=kind,
        dims=dims,
        since=since,
        opened_at=since + HOUR,
        last_hour=until - HOUR,
        window_end=until - HOUR,
        window_hours=(until - since) // HOUR,
        observed=0,
        expected=0.0,
        attempts=0,
        failures=0,
        share=1.0,
        recovered_at=until + HOUR,
    )


def assert_as_counted(seen, kind, dims, since, until, known=()):
    found, course = seen.told(incident(kind, dims, since, until), known)
    counted = figures(seen.ends, kind.value, dict(dims), since, until, known)
    # Of a drop and a surge the failed ones are said too.
    failures = figures(seen.ends, "failure", dict(dims), since, until, known) if kind in OF_ATTEMPTS else counted
    total, worst = found.affected.total, found.worst

    assert (total.attempts, total.failed) == (counted["attempts"], failures["failed"])
    assert found.affected.people == counted["people"]
    assert (worst.total.attempts, worst.total.failed, worst.people) == (total.attempts, total.failed, counted["people"])
    if kind not in OF_ATTEMPTS:
        told = {(cause.code, cause.stage): (cause.attempts, cause.people) for cause in found.causes}
        assert told == counted["reasons"]
    for point in course.points:
        step = course.hours * HOUR
        measured = "attempts" if kind in OF_ATTEMPTS else "failed"
        then = point.since - WEEK
        now, before = (figures(seen.ends, kind.value, dict(dims), at, at + step, known) for at in (point.since, then))
        assert point.now == now[measured]
        assert point.before in {None, before[measured]}
    return counted


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS[Log.SIGN_UPS])
def test_incidents_of_sign_ups(sign_ups, kind, window):
    counted = [assert_as_counted(sign_ups, kind, dims, *WINDOWS[window]) for dims in sign_ups.slices(kind)]

    assert counted[0]["attempts"] > 0
    assert counted[0]["people"] > 2 or window == "an hour"


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS[Log.SIGN_INS])
def test_incidents_of_sign_ins(sign_ins, kind, window):
    counted = [assert_as_counted(sign_ins, kind, dims, *WINDOWS[window]) for dims in sign_ins.slices(kind)]

    assert counted[0]["attempts"] > 0
    assert counted[0]["people"] > 2 or window == "an hour"


def commonest(seen, of):
    return Counter(of(end) for end in seen.ends if end["how"] == "failed").most_common(1)[0][0]


@pytest.mark.parametrize("kind", [IncidentKind.FAILURE, IncidentKind.SURGE])
@pytest.mark.parametrize("word", ["code", "app", "network"])
def test_what_is_known_to_be_good_is_in_none_of_the_numbers(sign_ins, kind, word):
    known = {
        "code": f"code:{commonest(sign_ins, lambda end: end['values']['error_code'])}",
        "app": f"app:{commonest(sign_ins, lambda end: end['values']['app'])}",
        "network": f"network:{commonest(sign_ins, lambda end: end['network'])}/32",
    }[word]
    since, until = WINDOWS["two days"]
    assert_as_counted(sign_ins, kind, (), since, until, (known,))

    every, rest = (figures(sign_ins.ends, "failure", {}, since, until, each) for each in ((), (known,)))
    assert rest["failed"] < every["failed"]


# The digest

DAY_OF_DIGEST = Days.one(NOON.date())
MIDNIGHT = NOON - 12 * HOUR


def lived(dice, ledger, seen, number):
    """One incident that was found, and perhaps muted, closed or over; what an onlooker would have written down."""
    kind = dice.choice(KINDS[seen.log])
    since = MIDNIGHT + dice.randrange(-8, 20) * HOUR
    length = dice.randrange(1, 9)
    over = dice.random() < 0.7
    recovered = since + (length + 1) * HOUR if over else None
    found = replace(
        incident(kind, dice.choice(seen.slices(kind)), since, since + length * HOUR),
        id=f"{seen.log} {number}",
        recovered_at=recovered,
    )
    record = ledger.note("C1", seen.log, found, failed=0)
    opened, ended, muted = found.opened_at, recovered, []
    if dice.random() < 0.4:
        begun, until = opened + dice.randrange(40) * HOUR / 4, opened + dice.randrange(40, 200) * HOUR / 4
        ledger.act(record.id, act(Deed.MUTE, begun, until=until))
        if dice.random() < 0.5:
            until = begun + dice.randrange(1, 40) * HOUR / 4
            ledger.act(record.id, act(Deed.UNMUTE, until))
        muted.append((begun, min(until, ledger.find(record.id).care.acts[0].until)))
    if dice.random() < 0.3:
        closed = opened + dice.randrange(1, 40) * HOUR / 4
        ledger.act(record.id, act(Deed.CLOSE, closed, reason="fixed"))
        ended = min(filter(None, (ended, closed)))
    return record.id, (opened, ended, muted), (kind, found.dims, since, since + length * HOUR if over else NOW)


def act(deed, at, **more):
    return Act(deed=deed, who="U1", at=at, **more)


@pytest.mark.parametrize("seed", range(4))
def test_the_digest_of_incidents(sign_ups, sign_ins, tmp_path, seed):
    path = tmp_path / "mirror.db"
    Mirror(sign_ups.path).backup(path)
    dice, ledger = Random(seed), IncidentLedger(path)
    logs = {seen.log: replace(seen, path=path) for seen in (sign_ups, sign_ins)}
    drawn = [(seen, *lived(dice, ledger, seen, number)) for number in range(6) for seen in logs.values()]
    composed = IncidentDigestDesk(ledger, notices(logs), {}, ["C1"], StillClock(NOW)).compose(
        SUBSCRIPTION, DAY_OF_DIGEST
    )
    told = composed.to_json()
    counted = digest({id_: life for _, id_, life, _ in drawn}, MIDNIGHT, MIDNIGHT + DAY)

    assert {part: {line["id"] for line in told[part]} for part in counted} == counted
    assert [len(told[part]) for part in counted] == [len(ids) for ids in counted.values()]
    numbers = {line["id"]: line["failed"] for part in counted for line in told[part]}
    assert numbers == {
        id_: figures(seen.ends, kind.value, dict(dims), since, until)["attempts" if kind in OF_ATTEMPTS else "failed"]
        for seen, id_, _, (kind, dims, since, until) in drawn
        if id_ in numbers
    }
    assert any(numbers.values())


def notices(logs):
    rollups = {log: Rollups(seen.path, seen.counter(())) for log, seen in logs.items()}
    for each in rollups.values():
        each.update()
    return Notices(
        store=Mirror(logs[Log.SIGN_UPS].path),
        counts=rollups,
        evidence={log: seen.evidence(()) for log, seen in logs.items()},
        explain=lambda *_: (),
        zone=UTC,
        known_good={},
        rules=RULES,
    )

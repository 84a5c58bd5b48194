"""Incidents are remembered whole, claimed once, and what people did about them is never lost or doubled."""

from dataclasses import replace
from datetime import timedelta

import pytest
from mirror_samples import NOON, hours, race

from bot.domain.incident_care import Act, Deed
from bot.domain.incident_records import Part, Posted, Votes
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror.database import writing
from bot.mirror.incident_ledger import IncidentLedger

HOUR = timedelta(hours=1)

FOUND = Incident(
    id="g",
    kind=IncidentKind.FAILURE,
    dims=(("provider", "Google"), ("error_code", "50126")),
    since=NOON - 2 * HOUR,
    opened_at=NOON,
    last_hour=NOON - HOUR,
    window_end=NOON - HOUR,
    window_hours=2,
    observed=9,
    expected=0.25,
    attempts=12,
    failures=9,
    share=0.875,
)


@pytest.fixture
def book(path):
    return IncidentLedger(path)


def kept(book, found=FOUND, channel="C1"):
    return book.note(channel, Log.SIGN_UPS, found, failed=9)


def act(deed, who="U1", at=NOON, **more):
    return Act(deed=deed, who=who, name=who.lower(), at=at, **more)


def test_an_incident_comes_back_as_it_went_in(book):
    record = kept(book)

    assert record.incident == FOUND
    assert book.find(record.id) == record
    assert (record.channel, record.log, record.failed) == ("C1", Log.SIGN_UPS, 9)


def test_what_is_known_later_takes_the_place_of_what_was_known(book):
    first = kept(book)
    later = kept(book, replace(FOUND, observed=20, recovered_at=NOON + HOUR))

    assert first.id == later.id
    assert book.find(first.id).incident.recovered_at == NOON + HOUR


def test_each_channel_has_its_own(book):
    assert kept(book, channel="C1").id != kept(book, channel="C2").id
    assert len(book.known("C1", Log.SIGN_UPS, NOON)) == 1


def test_a_detector_is_told_of_what_is_open_and_what_opened_lately(book):
    kept(book)
    kept(book, replace(FOUND, id="old and open", opened_at=NOON - 900 * HOUR))
    kept(book, replace(FOUND, id="old and over", opened_at=NOON - 900 * HOUR, recovered_at=NOON - 890 * HOUR))

    assert [each.incident.id for each in book.known("C1", Log.SIGN_UPS, NOON - HOUR)] == ["old and open", "g"]
    assert book.known("C1", Log.SIGN_INS, NOON - HOUR) == []


def test_what_another_message_tells_is_in_no_report_unless_it_gets_its_own(book):
    teller, side = kept(book), kept(book, replace(FOUND, id="side", kind=IncidentKind.ABANDONMENT))
    book.tell_with(side.id, teller.id)
    everything = Window(NOON - 100 * HOUR, NOON + 100 * HOUR)

    assert book.find(side.id).told_with == teller.id
    assert [record.id for record in book.report("C1", everything).opened] == [teller.id]
    book.claim(side.id, Part.MESSAGE, NOON)
    book.posted(side.id, Part.MESSAGE, "1.1", "abc")
    assert {record.id for record in book.report("C1", everything).opened} == {teller.id, side.id}
    assert side.id in {record.id for record in book.known("C1", Log.SIGN_UPS, NOON)}


# Posts


def claim(path, number):
    book = IncidentLedger(path)
    return book.claim(str(number), Part.MESSAGE, NOON)


def take(path, number):
    return IncidentLedger(path).take_round("C1", Log.SIGN_UPS, number + 1)


@pytest.mark.parametrize("task", [pytest.param(claim, id="a post"), pytest.param(take, id="a round")])
def test_of_several_processes_exactly_one_may(path, task):
    assert [sorted(answers) for answers in race(task, path, rounds=60)] == [[False, False, True]] * 60


def test_a_round_is_never_judged_after_a_later_one(book):
    assert book.take_round("C1", Log.SIGN_UPS, 7)
    assert not book.take_round("C1", Log.SIGN_UPS, 6)
    assert book.take_round("C1", Log.SIGN_INS, 6)


def test_a_post_is_claimed_once_given_back_once_and_closed_once(book):
    id_ = kept(book).id
    assert book.claim(id_, Part.MESSAGE, NOON)
    assert not book.claim(id_, Part.MESSAGE, NOON)
    book.release(id_, Part.MESSAGE, "Slack was unreachable")
    assert book.find(id_).post(Part.MESSAGE).because == "Slack was unreachable"
    assert book.claim(id_, Part.MESSAGE, NOON)
    book.posted(id_, Part.MESSAGE, "1.1", "abc")

    assert book.find(id_).message_ts() == "1.1"
    with pytest.raises(MirrorError, match="no open claim"):
        book.posted(id_, Part.MESSAGE, "2.2", "def")
    with pytest.raises(MirrorError, match="no open claim"):
        book.release(id_, Part.MESSAGE, "why not")


def test_claims_that_were_never_closed_are_named(book):
    id_ = kept(book).id
    book.claim(id_, Part.MESSAGE, NOON)

    assert book.unconfirmed("C1", NOON) == []
    ((record, part),) = book.unconfirmed("C1", NOON + HOUR)
    assert (record.id, part, record.post(part).state) == (id_, Part.MESSAGE, Posted.CLAIMED)
    assert book.unconfirmed("C2", NOON + HOUR) == []


def test_only_announcements_count_toward_what_a_channel_gets(book):
    id_ = kept(book).id
    for part in Part:
        book.claim(id_, part, NOON)

    assert book.announced("C1", NOON) == 1
    assert book.announced("C1", NOON + HOUR) == 0


def test_what_is_said_needs_no_saying_until_something_changes(book):
    record = kept(book, replace(FOUND, recovered_at=NOON + HOUR))
    book.said(record)
    assert book.to_be_said("C1", Log.SIGN_UPS) == []
    book.vote(record.id, "U1", useful=True, at=NOON)

    assert [each.votes for each in book.to_be_said("C1", Log.SIGN_UPS)] == [Votes(1, 0)]


def test_what_changes_while_it_is_being_said_is_not_lost(book):
    record = kept(book, replace(FOUND, recovered_at=NOON + HOUR))
    book.act(record.id, act(Deed.ACKNOWLEDGE))
    book.said(record)

    assert [each.id for each in book.to_be_said("C1", Log.SIGN_UPS)] == [record.id]


def test_an_edit_that_another_came_before_is_due_again(book):
    record = kept(book, replace(FOUND, recovered_at=NOON + HOUR))
    book.claim(record.id, Part.MESSAGE, NOON)
    book.posted(record.id, Part.MESSAGE, "1.1", "first")
    assert book.edited(record.id, Part.MESSAGE, "second", instead_of="first")
    assert book.edited(record.id, Part.MESSAGE, "second", instead_of="first"), "both say the same"
    book.said(record)
    assert book.to_be_said("C1", Log.SIGN_UPS) == []

    assert not book.edited(record.id, Part.MESSAGE, "late", instead_of="first")
    (due,) = book.to_be_said("C1", Log.SIGN_UPS)
    assert due.post(Part.MESSAGE).shown == ""


# What people do


def test_acts_are_kept_in_order_with_who_and_when(book):
    id_ = kept(book).id
    deeds = [
        act(Deed.ACKNOWLEDGE, "U1"),
        act(Deed.ASSIGN, "U2", NOON + HOUR, whom="sam"),
        act(Deed.MUTE, "U3", NOON + 2 * HOUR, until=NOON + 3 * HOUR),
        act(Deed.CLOSE, "U4", NOON + 4 * HOUR, reason="fixed", note="by Google"),
    ]
    for deed in deeds:
        assert book.act(id_, deed) is None

    assert list(book.find(id_).care.acts) == deeds


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        pytest.param(Deed.ACKNOWLEDGE, Deed.ACKNOWLEDGE, True, id="taken on twice"),
        pytest.param(Deed.CLOSE, Deed.ACKNOWLEDGE, True, id="taken on when closed"),
        pytest.param(Deed.CLOSE, Deed.MUTE, True, id="muted when closed"),
        pytest.param(Deed.ACKNOWLEDGE, Deed.CLOSE, False, id="closed by another"),
        pytest.param(Deed.ASSIGN, Deed.ASSIGN, False, id="handed on"),
    ],
)
def test_the_second_of_two_is_told_of_the_first(book, first, second, refused):
    id_ = kept(book).id
    book.act(id_, act(first, "U1"))
    earlier = book.act(id_, act(second, "U2"))

    assert (earlier is not None) == refused
    assert len(book.find(id_).care.acts) == (1 if refused else 2)


class TakesOn:
    """What a process does in each round: take on the next incident."""

    def __init__(self, ids):
        self.ids = ids

    def __call__(self, path, number):
        return IncidentLedger(path).act(self.ids[number], act(Deed.ACKNOWLEDGE)) is None


def test_of_several_processes_one_takes_an_incident_on(path, book):
    ids = [kept(book, replace(FOUND, id=str(number))).id for number in range(40)]
    answers = race(TakesOn(ids), path, rounds=40)

    assert [sorted(each) for each in answers] == [[False, False, True]] * 40


def test_nothing_can_be_done_about_an_incident_that_nobody_knows(book):
    with pytest.raises(MirrorError, match="not in the database"):
        book.act("nothing", act(Deed.ACKNOWLEDGE))


def test_the_newest_voice_of_each_counts(book):
    id_ = kept(book).id
    for who, useful in (("U1", True), ("U2", True), ("U1", False)):
        book.vote(id_, who, useful=useful, at=NOON)

    assert book.find(id_).votes == Votes(1, 1)


def test_mutes_hold_until_they_end_or_are_ended(book):
    lasting, ended = kept(book), kept(book, replace(FOUND, id="h"))
    for record in (lasting, ended):
        book.act(record.id, act(Deed.MUTE, until=NOON + 4 * HOUR))
    book.act(ended.id, act(Deed.UNMUTE))

    assert [each.id for each in book.muted("C1", NOON + HOUR)] == [lasting.id]
    assert book.muted("C1", NOON + 4 * HOUR) == []


# The report


def test_a_report_tells_what_opened_recovered_goes_on_and_was_muted(book):
    over = kept(book, replace(FOUND, id="over", opened_at=NOON - 30 * HOUR, recovered_at=NOON + HOUR))
    within = kept(book, replace(FOUND, id="within", recovered_at=NOON + 2 * HOUR))
    open_ = kept(book, replace(FOUND, id="open", opened_at=NOON + HOUR))
    kept(book, replace(FOUND, id="before", opened_at=NOON - 60 * HOUR, recovered_at=NOON - 50 * HOUR))
    kept(book, replace(FOUND, id="after", opened_at=NOON + 30 * HOUR))
    hidden = kept(book, replace(FOUND, id="hidden", opened_at=NOON + 3 * HOUR))
    book.hide(hidden.id, open_.id)
    report = book.report("C1", hours(-12, 12))

    ids = [[each.id for each in part] for part in (report.opened, report.recovered, report.still_open, report.muted)]
    assert ids == [[within.id, open_.id, hidden.id], [over.id, within.id], [open_.id, hidden.id], [hidden.id]]
    elsewhere = book.report("C9", hours(-12, 12))
    assert not any((elsewhere.opened, elsewhere.recovered, elsewhere.still_open, elsewhere.muted))


def test_a_report_of_a_past_day_counts_as_open_what_ended_after_it(book):
    kept(book, replace(FOUND, recovered_at=NOON + 30 * HOUR))
    report = book.report("C1", hours(-12, 12))

    assert (len(report.still_open), len(report.recovered)) == (1, 0)


def test_what_was_closed_by_hand_is_over(book):
    record = kept(book)
    book.act(record.id, act(Deed.CLOSE, at=NOON + HOUR, reason="expected"))
    report = book.report("C1", hours(-12, 12))

    assert (len(report.still_open), len(report.recovered)) == (0, 1)


def test_an_incident_of_another_version_keeps_nobody_from_the_others_but_is_never_missing_in_a_report(
    book, path, caplog
):
    strange, plain = kept(book), kept(book, replace(FOUND, id="h"))
    book.act(strange.id, act(Deed.ACKNOWLEDGE))
    with writing(path) as db:
        db.execute("UPDATE incident_acts SET deed = 'foretold'")

    for _ in range(2):
        assert book.known("C1", Log.SIGN_UPS, NOON - HOUR) == [plain]
        assert book.to_be_said("C1", Log.SIGN_UPS) == [plain]
    assert [record.message.partition(" (")[0] for record in caplog.records] == [
        f"Incident {strange.id} was kept by another version of Gatehouse and cannot be read"
    ]
    with pytest.raises(MirrorError, match="Run that version again"):
        book.report("C1", Window(NOON - HOUR, NOON + HOUR))

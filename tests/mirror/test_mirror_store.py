"""Rows go in once, come back whole, and are found, forgotten and copied."""

import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from mirror_samples import DAY, NOON, event, hours

from bot.domain.events import AppliedExtension, SignUpEvent
from bot.domain.question import Is, Log, Not, OneOf
from bot.errors import MirrorError
from bot.mirror.database import kept_open
from bot.mirror.store import PORTION, Mirror

LOG = Log.SIGN_UPS

WHOLE = SignUpEvent(
    id="e-1",
    at=datetime(2026, 11, 12, 12, 0, 0, 999_999, tzinfo=UTC),
    correlation_id="c-1",
    app_id="94559aba",
    app_name="Café ☕ 'Store'",
    stage="somethingNew",
    provider="Email OTP",
    identifier="Straße'o@Fabrikam.com",
    identifier_type="emailAddress",
    error_code=1002013,
    failure_reason='"quoted"\n\x00',
    additional_details="",
    user_id="u-1",
    extensions=(
        AppliedExtension(
            event_type="tokenIssuanceStart", extension_id="x", listener_id="l", error_code=7, http_status=500
        ),
        AppliedExtension(event_type="emailOtpSend"),
    ),
    raw=b'{"id":"e-1","unknown":{"member":1}}',
)


def ids(events):
    return [event.id for event in events]


def test_an_event_comes_back_as_it_went_in(mirror):
    mirror.store(LOG, [WHOLE, event("e-2", minutes=1)])

    assert mirror.events(LOG, DAY) == [WHOLE, event("e-2", minutes=1)]


def test_what_graph_sent_comes_back_with_members_that_nobody_knows(mirror):
    mirror.store(LOG, [event("e-2", minutes=1, raw=b'{"id":"e-2"}'), WHOLE])

    assert list(mirror.rows(LOG, DAY)) == [{"id": "e-1", "unknown": {"member": 1}}, {"id": "e-2"}]


def test_a_moment_of_another_zone_is_kept_as_the_same_moment(mirror):
    local = NOON.astimezone(timezone(timedelta(hours=-8)))
    mirror.store(LOG, [event("1", correlation_id="x")])

    assert local in DAY
    assert [row.at for row in mirror.events(LOG, DAY)] == [local]


def test_only_new_rows_are_counted(mirror):
    assert mirror.store(LOG, [event("1"), event("2")]) == 2
    assert mirror.store(LOG, [event("2"), event("3")]) == 1
    assert mirror.store(LOG, [event("4"), event("4")]) == 1
    assert mirror.store(LOG, []) == 0


def test_a_later_copy_of_a_row_takes_the_place_of_the_first(mirror):
    mirror.store(LOG, [event("1"), event("2", raw=b'{"kept":true}')])
    later = event("1", minutes=5, error_code=50181, identifier="New@b.com", raw=b'{"later":true}')
    mirror.store(LOG, [event("1", stage="consent"), later])

    assert mirror.events(LOG, DAY) == [event("2"), later]
    assert mirror.events(LOG, DAY, [Is("user", "new@B.com")])[-1] == later
    assert list(mirror.rows(LOG, DAY)) == [{"kept": True}, {"later": True}]


def test_a_window_holds_its_start_and_not_its_end(mirror):
    mirror.store(LOG, [event("before", -0.001), event("start"), event("inside", 59), event("end", 60)])

    assert ids(mirror.events(LOG, hours(0, 1))) == ["start", "inside"]


ATTEMPTS = [
    event("1a", 1, correlation_id="one", identifier="jane@b.com", app_id="store"),
    event("1b", 2, correlation_id="one", identifier="jane@c.com", app_id="store", error_code=50181),
    event("1c", 3, correlation_id="one", app_id="other"),
    event("2a", 4, correlation_id="two", identifier="JANE@B.com", app_id="store"),
    event("2b", 90, correlation_id="two", provider="Google", app_id="store"),
    event("3a", 5, correlation_id="three", app_id="store", stage="userCreation"),
]


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        pytest.param([], ["1a", "1b", "1c", "2a", "3a"], id="all of the window"),
        pytest.param([Is("user", "Jane@b.com")], ["1a", "1b", "1c", "2a"], id="whole attempts of one person"),
        pytest.param([Is("user_domain", "C.com")], ["1a", "1b", "1c"], id="whole attempts of one domain"),
        pytest.param([Is("error_code", "50181")], ["1a", "1b", "1c"], id="whole attempts with one code"),
        pytest.param([Is("app", "store")], ["1a", "1b", "2a", "3a"], id="an app holds for each row"),
        pytest.param([Not(Is("app", "store"))], ["1c"], id="so does any other app"),
        pytest.param([OneOf("correlation_id", ("two", "three"))], ["2a", "3a"], id="correlation ids"),
        pytest.param([Is("user", "jane@b.com"), Is("error_code", 50181)], ["1a", "1b", "1c"], id="on different rows"),
        pytest.param([Is("app", "other"), Is("error_code", 50181)], ["1c"], id="app beside a fact of another row"),
        pytest.param([Is("provider", "Google")], [], id="a row after the window finds nothing"),
        pytest.param([Is("user", "%")], [], id="no wildcards"),
    ],
)
def test_filters_choose_whole_attempts(mirror, narrow, expected):
    mirror.store(LOG, ATTEMPTS)

    assert ids(mirror.events(LOG, hours(0, 1), narrow)) == expected


def test_the_oldest_row_is_known(mirror):
    assert mirror.oldest(LOG) is None

    mirror.store(LOG, [event("late", 5), event("early", -5)])

    assert mirror.oldest(LOG) == NOON - timedelta(minutes=5)


def test_an_app_has_the_latest_name_that_any_row_gave_it(mirror):
    mirror.store(LOG, [event("1", 2, app_name="Store"), event("2", 1, app_name="Shop"), event("3", 3)])
    mirror.store(LOG, [event("4", 0, app_name="Stall"), event("5", app_id="b", app_name="Café")])

    assert mirror.app_names(LOG) == {"a": "Store", "b": "Café"}

    mirror.store(LOG, [event("6", 9, app_name="Emporium")])

    assert mirror.app_names(LOG)["a"] == "Emporium"


def test_what_is_forgotten_is_no_longer_held(mirror):
    mirror.store(LOG, [event("old", -1, app_name="Store"), event("kept")])
    mirror.mark(LOG, hours(-3, -2), NOON)
    mirror.mark(LOG, hours(-1, 1), NOON)

    assert mirror.forget(LOG, NOON) == 1
    assert ids(mirror.events(LOG, DAY)) == ["kept"]
    assert [stretch.held for stretch in mirror.held(LOG)] == [hours(0, 1)]
    assert mirror.app_names(LOG) == {"a": "Store"}


def test_others_write_while_much_is_forgotten(mirror, path):
    others = Mirror(path, timedelta())
    mirror.store(LOG, [event(f"old {number}", -1) for number in range(2 * PORTION + 1)])

    gone = mirror.forget(LOG, NOON, lambda seconds: others.store(LOG, [event(f"new after {seconds}")]))

    assert gone == 2 * PORTION + 1
    assert len(ids(mirror.events(LOG, DAY))) == 2, "one in each pause"


def test_a_backup_is_a_mirror_of_its_own_for_the_owner_alone(mirror, tmp_path):
    copy = tmp_path / "copy.db"
    mirror.store(LOG, [event("1")])
    mirror.backup(copy)
    mirror.store(LOG, [event("2")])

    assert ids(Mirror(copy).events(LOG, DAY)) == ["1"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", [pytest.param("gatehouse.db", id="existing"), pytest.param("no/b.db", id="no folder")])
def test_a_backup_never_takes_the_place_of_a_file(mirror, tmp_path, name):
    mirror.store(LOG, [event("1")])

    with pytest.raises(MirrorError, match="Name a new file"):
        mirror.backup(tmp_path / name)

    assert ids(mirror.events(LOG, DAY)) == ["1"]


def test_a_backup_that_fails_leaves_no_file_behind(tmp_path):
    with pytest.raises(MirrorError):
        Mirror(tmp_path / "missing.db").backup(tmp_path / "copy.db")

    assert list(tmp_path.iterdir()) == []


def test_many_threads_read_whole_batches_while_one_writes(mirror):
    done = threading.Event()

    def write():
        for batch in range(40):
            mirror.store(LOG, [event(f"{batch}-{place}", place) for place in range(25)])
        done.set()

    def read():
        seen = [len(mirror.events(LOG, DAY))]
        while not done.is_set():
            seen.append(len(mirror.events(LOG, DAY)))
        return seen

    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read) for _ in range(4)]
        pool.submit(write).result()
    counts = [count for reader in readers for count in reader.result()]

    assert {count % 25 for count in counts} == {0}
    assert len(mirror.events(LOG, DAY)) == 1000


def test_a_mirror_kept_open_does_not_fold_its_log_back_after_every_batch(mirror, path):
    log = path.with_name("gatehouse.db-wal")
    mirror.store(LOG, [event("1")])
    folded_back = not log.exists()
    with kept_open(path):
        mirror.store(LOG, [event("2")])
        kept = log.stat().st_size > 0

    assert (folded_back, kept) == (True, True)
    assert not log.exists()


def test_a_file_kept_open_by_one_thread_may_be_let_go_by_another(mirror, path):
    kept = ExitStack()
    with ThreadPoolExecutor() as pool:
        pool.submit(kept.enter_context, kept_open(path)).result()
    kept.close()

    assert mirror.events(LOG, DAY) == []


def test_a_batch_is_kept_whole_or_not_at_all(mirror, path):
    broken = event("2", error_code="not a number")  # the table is STRICT

    with pytest.raises(MirrorError):
        mirror.store(LOG, [event("1"), broken])

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sign_up_events").fetchone() == (0,)

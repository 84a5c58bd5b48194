"""What a detector is told of an hour, and how an operator writes who is told of what."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alert_channels import channels_of, networks_of
from bot.domain.hourly import HourRow
from bot.domain.hourly_counts import DIMENSIONS, CountedHour, HourlyCount
from bot.domain.question import Log
from bot.domain.spikes import Sensitivity
from bot.domain.watching import WATCHED, AlertChannel, KnownGood, dimensions, update_of

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
NOTHING = KnownGood()

FAILED = HourlyCount(("store", "Google", "credentialFederation", "50126", "b.c", "ext"), 5, 5, 4, 0, 0)
LEFT = HourlyCount(("store", "Google", "credentialValidation", "1002013", "b.c", ""), 3, 0, 0, 3, 3)
DONE = HourlyCount(("store", "Google", "userCreation", "0", "b.c", ""), 7, 0, 0, 0, 0)


def rows(*counts, log=Log.SIGN_UPS, known_good=NOTHING):
    hour = CountedHour(NOON, NOON + timedelta(hours=1), counts)
    return list(update_of(hour, log, known_good, {"store": "Contoso Store"}).rows)


def test_unfinished_sign_ups_are_attempts_and_no_failures():
    assert rows(FAILED, LEFT, DONE) == [
        HourRow(FAILED.dims, 5, 5, 4),
        HourRow(("store", "Google", "credentialValidation", "0", "b.c", ""), 3, 0, 0),
        HourRow(DONE.dims, 7, 0, 0),
    ]


def test_interrupted_sign_ins_are_left_out():
    mixed = HourlyCount(("app", "FR", "Browser", "50074", "interactive"), 4, 0, 0, 4, 4)
    failed = HourlyCount(("app", "FR", "Browser", "50126", "interactive"), 2, 2, 1, 0, 0)

    assert rows(mixed, failed, log=Log.SIGN_INS) == [HourRow(failed.dims, 2, 2, 1)]


@pytest.mark.parametrize("app", [pytest.param("contoso store", id="by name"), pytest.param("store", id="by id")])
def test_an_app_that_is_known_good_is_not_looked_at(app):
    assert rows(FAILED, DONE, known_good=KnownGood(apps=frozenset({app}))) == []


def test_a_code_that_is_known_good_is_no_failure_but_still_an_attempt():
    (row,) = rows(FAILED, known_good=KnownGood(codes=frozenset({"50126"})))

    assert (row.attempts, row.failures, row.people) == (5, 0, 0)
    assert row.dims == ("store", "Google", "credentialFederation", "0", "b.c", "")


@pytest.mark.parametrize("log", WATCHED)
def test_a_detector_knows_every_dimension_that_is_counted(log):
    assert tuple(each.name for each in dimensions(log)) == DIMENSIONS[log]


# What an operator writes


def test_channels_are_written_with_a_word_each_and_known_good_for_all_or_for_one():
    channels = channels_of(["C_1", "C2:more"], ["code:50126", "C2/app:Load/Test 2", "app:Store"])

    assert channels == (
        AlertChannel("C_1", Sensitivity.NORMAL, KnownGood(frozenset({"50126"}), frozenset({"store"}))),
        AlertChannel("C2", Sensitivity.MORE, KnownGood(frozenset({"50126"}), frozenset({"load/test 2", "store"}))),
    )


@pytest.mark.parametrize(
    ("channels", "known_good", "said"),
    [
        pytest.param(["C1:often"], [], "cannot read C1:often", id="an unknown word"),
        pytest.param(["C1"], ["code:abc"], "cannot read code:abc", id="a code that is none"),
        pytest.param(["C1"], ["person:anna"], "cannot read person:anna", id="an unknown kind"),
        pytest.param(["C1"], ["C2/code:1"], "names C2", id="another channel"),
    ],
)
def test_what_cannot_be_read_is_named(channels, known_good, said):
    with pytest.raises(ValueError, match=said):
        channels_of(channels, known_good)


@pytest.mark.parametrize(
    ("ip", "held"),
    [
        pytest.param("203.0.113.9", True, id="inside"),
        pytest.param("203.0.114.9", False, id="outside"),
        pytest.param("2001:db8::1", True, id="version six"),
        pytest.param("nonsense", False, id="no address"),
        pytest.param(None, False, id="none"),
    ],
)
def test_networks_hold_their_addresses(ip, held):
    assert networks_of(["203.0.113.0/24", "2001:db8::/32"]).hold(ip) == held


def test_a_network_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="office"):
        networks_of(["office"])

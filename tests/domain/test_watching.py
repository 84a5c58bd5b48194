"""What a detector is told of an hour, and how an operator writes who is told of what."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain.alert_channels import channels_of, networks_named
from bot.domain.hourly import HourRow
from bot.domain.hourly_counts import DIMENSIONS, CountedHour, HourlyCount, Mark
from bot.domain.incidents import IncidentKind
from bot.domain.known_good import KnownGood, networks_of
from bot.domain.question import Log
from bot.domain.spikes import Sensitivity
from bot.domain.watching import SERIES, WATCHED, AlertChannel, Series, dimensions, seen, update_of

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
NOTHING = KnownGood()

FAILED = HourlyCount(("store", "Google", "credentialFederation", "50126", "b.c", "ext"), 5, 5, 4, 0, 0)
LEFT = HourlyCount(("store", "Google", "credentialValidation", "1002013", "b.c", ""), 3, 0, 0, 3, 3)
DONE = HourlyCount(("store", "Google", "userCreation", "0", "b.c", ""), 7, 0, 0, 0, 0)


def rows(*counts, log=Log.SIGN_UPS, known_good=NOTHING, series=Series.FAILURE):
    hour = CountedHour(NOON, NOON + timedelta(hours=1), counts)
    return list(update_of(hour, log, known_good, {"store": "Contoso Store"}, series).rows)


def test_unfinished_sign_ups_are_attempts_and_no_failures():
    assert rows(FAILED, LEFT, DONE) == [
        HourRow(FAILED.dims, 5, 5, 4),
        HourRow(("store", "Google", "credentialValidation", "0", "b.c", ""), 3, 0, 0),
        HourRow(DONE.dims, 7, 0, 0),
    ]


def test_beside_those_who_left_the_failed_ones_are_attempts_like_any_other():
    assert rows(FAILED, LEFT, DONE, series=Series.ABANDONMENT) == [
        HourRow(("store", "Google", "credentialFederation", "0", "b.c", ""), 5, 0, 0),
        HourRow(LEFT.dims, 3, 3, 3),
        HourRow(DONE.dims, 7, 0, 0),
    ]


def test_a_prompt_that_is_known_good_is_left_by_nobody():
    (row,) = rows(LEFT, series=Series.ABANDONMENT, known_good=KnownGood(codes=frozenset({"1002013"})))

    assert (row.attempts, row.failures, row.people) == (3, 0, 0)


@pytest.mark.parametrize("kind", IncidentKind)
def test_every_kind_of_incident_is_found_in_one_series(kind):
    assert [series for series in Series if kind in series.kinds] == [Series.of(kind)]


def test_interrupted_sign_ins_are_left_out():
    mixed = HourlyCount(("app", "FR", "Browser", "50074", "interactive", ""), 4, 0, 0, 4, 4)
    failed = HourlyCount(("app", "FR", "Browser", "50126", "interactive", ""), 2, 2, 1, 0, 0)

    assert rows(mixed, failed, log=Log.SIGN_INS) == [HourRow(failed.dims[:-1], 2, 2, 1)]


@pytest.mark.parametrize("app", [pytest.param("contoso store", id="by name"), pytest.param("store", id="by id")])
def test_an_app_that_is_known_good_is_not_looked_at(app):
    assert rows(FAILED, DONE, known_good=KnownGood(apps=frozenset({app}))) == []


def test_a_code_that_is_known_good_is_no_failure_but_still_an_attempt():
    (row,) = rows(FAILED, known_good=KnownGood(codes=frozenset({"50126"})))

    assert (row.attempts, row.failures, row.people) == (5, 0, 0)
    assert row.dims == ("store", "Google", "credentialFederation", "0", "b.c", "")


KNOWN = KnownGood(codes=frozenset({"50053"}), apps=frozenset({"load test"}), networks=networks_of(["203.0.113.0/24"]))


@pytest.mark.parametrize(("log", "series"), [(log, series) for log in WATCHED for series in SERIES[log]])
@pytest.mark.parametrize("known_good", [NOTHING, KNOWN], ids=["nothing known", "much known"])
def test_single_attempts_add_up_to_what_a_detector_is_told(log, series, known_good):
    values = {
        Log.SIGN_UPS: [("store", "load"), ("Google",), ("userCreation",), ("0", "50053", "50126"), ("b.c",), ("",)],
        Log.SIGN_INS: [("store", "load"), ("FR",), ("B",), ("0", "50053", "50126"), ("k",), ("", "203.0.113.0/24")],
    }
    marks = [
        Mark(NOON, NOON, dims, failed=how == "failed", unsettled=how == "unsettled", person=f"{number}")
        for number, (dims, how) in enumerate(product(product(*values[log]), ("failed", "unsettled", "done")))
        if (dims[3] == "0") == (how == "done")
    ]
    names = {"load": "Load test"}
    counts = (HourlyCount(m.dims, 1, int(m.failed), int(m.failed), int(m.unsettled), int(m.unsettled)) for m in marks)
    hour = CountedHour(NOON, NOON + timedelta(hours=1), tuple(counts))
    told = update_of(hour, log, known_good, names, series).rows
    found = list(seen(marks, log, known_good, names))

    assert sum(row.attempts for row in told) == len(found)
    bad = [mark for mark in found if (mark.failed if series is Series.FAILURE else mark.unsettled)]
    assert sum(row.failures for row in told) == len(bad)
    assert {mark.dims[3] for mark in bad} == {"50053", "50126"} - known_good.codes
    assert len(found) < len(marks) or known_good is NOTHING


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


def test_networks_are_known_to_all_or_to_one():
    known_good = ["C1/network:203.0.113.0/24", "network:2001:db8::/32"]
    one, other = channels_of(["C1", "C2"], known_good, ["198.51.100.7"])

    assert [str(each) for each in one.known_good.networks.known] == [
        "203.0.113.0/24",
        "2001:db8::/32",
        "198.51.100.7/32",
    ]
    assert other.known_good.networks == networks_of(["2001:db8::/32", "198.51.100.7"])
    assert networks_named(known_good, ["198.51.100.7"]) == one.known_good.networks


@pytest.mark.parametrize(
    ("channels", "known_good", "said"),
    [
        pytest.param(["C1:often"], [], "cannot read C1:often", id="an unknown word"),
        pytest.param(["C1"], ["code:abc"], "cannot read code:abc", id="a code that is none"),
        pytest.param(["C1"], ["person:anna"], "cannot read person:anna", id="an unknown kind"),
        pytest.param(["C1"], ["C2/code:1"], "names C2", id="another channel"),
        pytest.param(["C1"], ["C1/network:office"], "cannot read the network office", id="a network that is none"),
    ],
)
def test_what_cannot_be_read_is_named(channels, known_good, said):
    with pytest.raises(ValueError, match=said):
        channels_of(channels, known_good)


@pytest.mark.parametrize(
    ("ip", "name"),
    [
        pytest.param("203.0.113.9", "203.0.113.0/24", id="inside"),
        pytest.param("203.0.113.130", "203.0.113.128/25", id="inside a narrower one"),
        pytest.param("203.0.114.9", "", id="outside"),
        pytest.param("2001:db8::1", "2001:db8::/32", id="version six"),
        pytest.param("nonsense", "", id="no address"),
        pytest.param(None, "", id="none"),
    ],
)
def test_an_address_is_in_the_narrowest_network_that_holds_it(ip, name):
    assert networks_of(["203.0.113.0/24", "203.0.113.128/25", "2001:db8::/32"]).name(ip) == name


@pytest.mark.parametrize(
    ("name", "held"),
    [
        pytest.param("203.0.113.0/24", True, id="the same"),
        pytest.param("203.0.113.128/25", True, id="a part of it"),
        pytest.param("203.0.112.0/23", False, id="a wider one"),
        pytest.param("2001:db8::/32", False, id="another version"),
        pytest.param("", False, id="no network"),
    ],
)
def test_what_lies_in_a_known_network_is_known(name, held):
    assert networks_of(["203.0.113.0/24"]).hold(name) == held


def signed_in(network, code="50126", count=2):
    return HourlyCount(("app", "FR", "Browser", code, "interactive", network), count, count, 1, 0, 0)


@pytest.mark.parametrize(
    ("networks", "attempts"),
    [
        pytest.param((), 6, id="one that knows no network"),
        pytest.param(("203.0.113.0/24",), 2, id="one that knows a network and its parts"),
        pytest.param(("203.0.113.128/25",), 4, id="one that knows a part of it"),
    ],
)
def test_each_channel_leaves_out_the_networks_that_it_knows(networks, attempts):
    counts = signed_in(""), signed_in("203.0.113.0/24"), signed_in("203.0.113.128/25")
    known = KnownGood(networks=networks_of(networks))
    people = attempts // 2

    assert rows(*counts, log=Log.SIGN_INS, known_good=known) == [
        HourRow(("app", "FR", "Browser", "50126", "interactive"), attempts, attempts, people)
    ]


def test_a_network_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="office"):
        networks_of(["office"])

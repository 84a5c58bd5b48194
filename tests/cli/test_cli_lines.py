"""One line of `explain --stdin`, as programs write it and as they should not."""

import json
from datetime import UTC, datetime

import pytest

from bot.cli.lines import read_line
from bot.domain.names import TenantNames
from bot.errors import Mistake, QuestionError

ASKED = {"text": "failed last 24h", "now": "2026-11-17T09:00:00Z", "tz": "Europe/London"}


def line(**changes):
    return json.dumps(ASKED | changes).encode()


def test_a_line_has_text_moment_and_zone():
    read = read_line(line())

    assert (read.text, read.now, read.zone.key) == (
        "failed last 24h",
        datetime(2026, 11, 17, 9, tzinfo=UTC),
        "Europe/London",
    )
    assert read.names == TenantNames()


def test_a_list_that_is_missing_is_not_known_and_an_empty_one_names_nothing():
    names = read_line(line(context={"apps": ["Store"], "flows": [], "users": {"U1": "a@b.example"}})).names

    assert names == TenantNames(apps=("Store",), flows=(), users={"U1": "a@b.example"})
    assert names.extensions is None


def test_a_list_of_null_is_not_known():
    assert read_line(line(context={"apps": None, "users": None})).names == TenantNames()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        pytest.param(b"nonsense", "not JSON", id="no JSON"),
        pytest.param(b"", "not JSON", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "not JSON", id="no UTF-8"),
        pytest.param(b'{"text": "caf\xe9"}', "not JSON", id="Latin-1 inside"),
        pytest.param(b'{"text": "\\ud800"}', "not JSON", id="half a surrogate pair"),
        pytest.param(b"[" * 100_000, "not JSON", id="nested without end"),
        pytest.param(b"[]", "no object", id="a list"),
        pytest.param(b'"failed"', "no object", id="a string"),
        pytest.param(b"null", "no object", id="null"),
        pytest.param(b"7", "no object", id="a number"),
        pytest.param(line(text=None), '"text"', id="text is null"),
        pytest.param(line(text=7), '"text"', id="text is a number"),
        pytest.param(json.dumps({"text": "x", "tz": "UTC"}).encode(), '"now"', id="no now"),
        pytest.param(line(now=1_700_000_000), '"now"', id="now is a number"),
        pytest.param(line(now="soon"), "no moment", id="now is a word"),
        pytest.param(json.dumps({"text": "x", "now": ASKED["now"]}).encode(), '"tz"', id="no zone"),
        pytest.param(line(tz="Mars/Olympus"), "no time zone", id="unknown zone"),
        pytest.param(line(tz=["UTC"]), '"tz"', id="zone is a list"),
        pytest.param(line(context=[]), "context", id="context is a list"),
        pytest.param(line(context={"apps": "Store"}), '"apps"', id="apps is a string"),
        pytest.param(line(context={"apps": [1]}), '"apps"', id="apps holds a number"),
        pytest.param(line(context={"users": ["U1"]}), '"users"', id="users is a list"),
        pytest.param(line(context={"users": {"U1": 7}}), '"users"', id="an address is a number"),
    ],
)
def test_whatever_else_a_line_holds_is_a_mistake_that_says_what_is_wrong(written, says):
    with pytest.raises(QuestionError, match=says) as caught:
        read_line(written)

    assert caught.value.kind is Mistake.BAD_VALUE

"""How commands end: exit status, and errors as sentences or as JSON."""

import json

import pytest

from bot.cli.outcomes import told
from bot.errors import (
    GraphBusy,
    GraphRefused,
    GraphTrace,
    GraphUnexpected,
    GraphUnreachable,
    MirrorError,
    Mistake,
    QuestionError,
    SettingsError,
    SlackError,
)
from bot.graph.remedies import WindowTooWide
from bot.mirror.database import LockedError

TRACE = GraphTrace(403, "Forbidden", "req-1", "client-1")


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        pytest.param(QuestionError(Mistake.UNKNOWN_WORD, "No."), 2, "unknown_word", id="question"),
        pytest.param(SettingsError("No."), 2, "settings", id="settings"),
        pytest.param(GraphRefused("No."), 1, "graph_refused", id="refused"),
        pytest.param(GraphBusy("No."), 1, "graph_busy", id="busy"),
        pytest.param(GraphUnreachable("No."), 1, "graph_unreachable", id="unreachable"),
        pytest.param(GraphUnexpected("No."), 1, "graph_unexpected", id="unexpected"),
        pytest.param(WindowTooWide("No."), 1, "graph_busy", id="a kind that only one room knows"),
        pytest.param(MirrorError("No."), 1, "mirror", id="mirror"),
        pytest.param(LockedError("No."), 1, "mirror", id="a kind that only the mirror knows"),
        pytest.param(SlackError("No."), 1, "slack", id="slack"),
    ],
)
def test_each_error_has_its_status_and_its_kind(capfdbinary, error, status, kind):
    with pytest.raises(SystemExit) as ended, told(as_json=True):
        raise error

    said = json.loads(capfdbinary.readouterr().out)
    assert (ended.value.code, said["error"], said["message"]) == (status, kind, "No.")


def test_a_mistake_as_json_is_the_error_shape_of_the_language(capfdbinary):
    with pytest.raises(SystemExit), told(as_json=True):
        raise QuestionError(Mistake.UNKNOWN_WORD, "No such word.", suggestions=("failed",))

    said = capfdbinary.readouterr()
    assert json.loads(said.out) == {"error": "unknown_word", "message": "No such word.", "suggestions": ["failed"]}
    assert said.err == b""


def test_graph_trouble_as_json_has_what_support_asks_for(capfdbinary):
    with pytest.raises(SystemExit), told(as_json=True):
        raise GraphRefused("No.", remedy="Mend it.", trace=TRACE)

    assert json.loads(capfdbinary.readouterr().out) == {
        "error": "graph_refused",
        "message": "No.",
        "remedy": "Mend it.",
        "status": 403,
        "code": "Forbidden",
        "request_id": "req-1",
        "client_request_id": "client-1",
    }


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        pytest.param(
            QuestionError(Mistake.UNKNOWN_WORD, "No such word.", suggestions=("failed", "passed")),
            ["No such word.", "Try: failed · passed"],
            id="suggestions",
        ),
        pytest.param(QuestionError(Mistake.EMPTY, "Nothing."), ["Nothing."], id="no suggestion"),
        pytest.param(
            GraphRefused("No.", remedy="Mend it.", trace=TRACE),
            [
                "No.",
                "Mend it.",
                "For Microsoft support: status 403, code Forbidden, request-id req-1, client-request-id client-1",
            ],
            id="remedy and trace",
        ),
        pytest.param(GraphUnreachable("No."), ["No."], id="nothing to add"),
    ],
)
def test_errors_in_words_go_to_standard_error_alone(capsys, error, lines):
    with pytest.raises(SystemExit), told():
        raise error

    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()) == ("", lines)


def test_a_fault_of_ours_is_not_hidden():
    with pytest.raises(ZeroDivisionError), told(as_json=True):
        raise ZeroDivisionError

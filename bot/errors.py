"""Everything that Gatehouse raises on purpose.

GatehouseError
├── QuestionError        the asker's to mend: it points at the word and offers what would work
├── SettingsError        the operator's to mend before anything starts
├── GraphError           Microsoft Graph did not give what was asked
│   ├── GraphRefused     a licence, consent, role, credential, tenant or filter stands in the way
│   ├── GraphBusy        throttled, or the service is overloaded: later helps
│   ├── GraphUnreachable no answer came back at all
│   └── GraphUnexpected  an answer came back that cannot be read
├── MirrorError          our own copy cannot be read or written
├── SlackError           Slack did not take what we said
└── Stopped              whoever asked has called it off
"""

from dataclasses import dataclass
from enum import StrEnum


class GatehouseError(Exception):
    """Base of all errors that carry a sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Mistake(StrEnum):
    """Kinds of `QuestionError`; each is a promise to outside programs and keeps its spelling."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    UNKNOWN_COMMAND = "unknown_command"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_APP = "unknown_app"
    BAD_VALUE = "bad_value"
    UNSUPPORTED_FIELD = "unsupported_field"
    CONFLICT = "conflict"
    READ_ONLY = "read_only"
    BAD_WINDOW = "bad_window"
    WINDOW_REVERSED = "window_reversed"
    WINDOW_FUTURE = "window_future"
    WINDOW_TOO_LONG = "window_too_long"


class QuestionError(GatehouseError):
    """A question that cannot be answered as it stands.

    `word` is the part of the text that is wrong, as typed; `suggestions` are words or whole questions that work.
    """

    def __init__(
        self, kind: Mistake, message: str, *, word: str | None = None, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.word = word
        self.suggestions = suggestions

    def to_json(self) -> dict[str, object]:
        """The error shape of the question language."""
        return {"error": self.kind.value, "message": self.message, "suggestions": list(self.suggestions)}


class SettingsError(GatehouseError):
    """A setting is missing or cannot be; the message names it and says what to put there."""


@dataclass(frozen=True, slots=True)
class GraphTrace:
    """What Microsoft support asks for: the ids of one refused request."""

    status: int | None = None
    code: str = ""
    request_id: str = ""
    client_request_id: str = ""

    def __str__(self) -> str:
        parts = {
            "status": self.status,
            "code": self.code,
            "request-id": self.request_id,
            "client-request-id": self.client_request_id,
        }
        return ", ".join(f"{name} {value}" for name, value in parts.items() if value)


class GraphError(GatehouseError):
    """Microsoft Graph did not answer; `remedy` is the next step, `trace` the ids to quote."""

    def __init__(self, message: str, *, remedy: str = "", trace: GraphTrace | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.trace = trace or GraphTrace()


class GraphRefused(GraphError):
    """Somebody has to change a permission, licence, role, secret, tenant, cloud or filter."""


class GraphBusy(GraphError):
    """Throttled or overloaded for longer than we were willing to wait."""


class GraphUnreachable(GraphError):
    """The network gave no answer."""


class GraphUnexpected(GraphError):
    """The answer was not what Graph documents."""


class MirrorError(GatehouseError):
    """The database file cannot be opened, read or written."""


class SlackError(GatehouseError):
    """Slack refused a message; `code` is Slack's own word for why.

    `maybe_posted` when the message may stand in the channel all the same, so that nobody posts it again.
    """

    def __init__(self, message: str, *, code: str = "", maybe_posted: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.maybe_posted = maybe_posted


class Stopped(GatehouseError):  # nothing went wrong
    """Reading was ended by whoever waited for it, or never begun, since so many of theirs are under way."""

"""How a command ends: 0 answered, 2 the asker's mistake, 1 trouble with Graph, the mirror or Slack."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import orjson

from bot.errors import GatehouseError, GraphError, QuestionError, SettingsError

MISTAKE = 2
TROUBLE = 1

FAULT = "fault"
"""The kind of an error that is nobody's mistake but Gatehouse's own."""


def print_json(value: object) -> None:
    """One JSON object on one line of standard output, flushed."""
    print_line(orjson.dumps(value))


def print_line(line: bytes) -> None:
    """One line of standard output, flushed: a program may wait for it before it writes on."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def print_text(text: str) -> None:
    """Text on standard output in UTF-8, its line ends as they are."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


@contextmanager
def told(*, as_json: bool = False) -> Iterator[None]:
    """Errors of the body become a sentence on standard error, or JSON where JSON was asked for, and an exit status."""
    try:
        yield
    except GatehouseError as error:
        if as_json:
            print_json(shape_of(error))
        else:
            for line in _lines(error):
                click.echo(line, err=True)
        raise SystemExit(status_of(error)) from None


def status_of(error: GatehouseError) -> int:
    """Whose it is to mend: the asker's (or the operator's, before anything starts), or nobody's here."""
    return MISTAKE if isinstance(error, (QuestionError, SettingsError)) else TROUBLE


def shape_of(error: GatehouseError) -> dict[str, object]:
    """The JSON object of an error: `error` is its kind, `message` a sentence for a person."""
    match error:
        case QuestionError():
            return error.to_json()
        case GraphError(remedy=remedy, trace=trace):
            return {
                "error": _kind(error),
                "message": error.message,
                "remedy": remedy,
                "status": trace.status,
                "code": trace.code,
                "request_id": trace.request_id,
                "client_request_id": trace.client_request_id,
            }
        case _:
            return {"error": _kind(error), "message": error.message}


def reason_of(error: OSError) -> str:
    """The system's words for what is wrong, without what Python adds in brackets."""
    return str(error.strerror).partition(" (")[0]


def _lines(error: GatehouseError) -> Iterator[str]:
    yield error.message
    match error:
        case QuestionError(suggestions=suggestions) if suggestions:
            yield f"Try: {' · '.join(suggestions)}"
        case GraphError(remedy=remedy, trace=trace):
            yield from filter(None, (remedy, f"For Microsoft support: {trace}" if str(trace) else ""))
        case _:
            return


def _kind(error: GatehouseError) -> str:
    """The name that `bot.errors` gives it: GraphBusy -> graph_busy, SettingsError -> settings."""
    known = next(kind for kind in type(error).__mro__ if kind.__module__ == GatehouseError.__module__)
    words = re.findall("[A-Z][a-z]+", known.__name__.removesuffix("Error"))
    return "_".join(words).lower()

"""How a command ends: 0 answered, 2 the asker's mistake, 1 trouble with Graph, the mirror or Slack."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import orjson

from bot.errors import GatehouseError, GraphError, QuestionError, SettingsError

MISTAKE = 2
TROUBLE = 1


def print_json(value: object) -> None:
    """One JSON object on one line of standard output, flushed."""
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def told(*, as_json: bool = False) -> Iterator[None]:
    """Errors of the body become a sentence on standard error, or JSON where JSON was asked for, and an exit status."""
    try:
        yield
    except QuestionError as error:
        _tell(error, as_json=as_json, shape=error.to_json())
        raise SystemExit(MISTAKE) from None
    except SettingsError as error:
        _tell(error, as_json=as_json, shape=_trouble(error, "settings"))
        raise SystemExit(MISTAKE) from None
    except GatehouseError as error:
        _tell(error, as_json=as_json, shape=_trouble(error, _kind(error)))
        raise SystemExit(TROUBLE) from None


def _tell(error: GatehouseError, *, as_json: bool, shape: dict[str, object]) -> None:
    if as_json:
        print_json(shape)
        return
    click.echo(error.message, err=True)
    if isinstance(error, GraphError):
        if error.remedy:
            click.echo(error.remedy, err=True)
        if str(error.trace):
            click.echo(f"For Microsoft support: {error.trace}", err=True)
    if isinstance(error, QuestionError) and error.suggestions:
        click.echo("Try: " + " · ".join(error.suggestions), err=True)


def _trouble(error: GatehouseError, kind: str) -> dict[str, object]:
    said: dict[str, object] = {"error": kind, "message": error.message}
    if isinstance(error, GraphError):
        trace = error.trace
        said |= {
            "remedy": error.remedy,
            "status": trace.status,
            "code": trace.code,
            "request_id": trace.request_id,
            "client_request_id": trace.client_request_id,
        }
    return said


def _kind(error: GatehouseError) -> str:
    """GraphBusy -> graph_busy."""
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")

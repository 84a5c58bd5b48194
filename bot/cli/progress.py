"""How far a long reading has come, for somebody who watches it on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.desk.ports import Progress


@contextmanager
def counted_rows() -> Iterator[Progress]:
    """A progress that keeps rewriting one line of standard error and takes it away at the end.

    Where standard error is no terminal it says nothing: a log needs the result, not the way there.
    """
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    try:
        yield lambda rows: click.echo(f"\r{rows:,} rows read …", nl=False, err=True)
    finally:
        click.echo("\r\x1b[2K", nl=False, err=True)

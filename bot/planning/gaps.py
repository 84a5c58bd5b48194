"""Which stretches of time are still to be read, when some are held already."""

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.window import Window

OVERLAP = timedelta(hours=2)
"""How far before an edge Graph is read again: Microsoft has named delays of up to two hours."""


def gaps(wanted: Window, held: Iterable[Window], overlap: timedelta = OVERLAP) -> list[Window]:
    """What of `wanted` no stretch holds, newest first; each gap reaches back over the end of the stretch before it."""
    found = []
    until = wanted.until
    for stretch in sorted(held, key=lambda stretch: stretch.until, reverse=True):
        if stretch.since < until and wanted.since < stretch.until:
            if stretch.until < until:
                found.append(Window(max(wanted.since, stretch.until - overlap), until))
            until = stretch.since
    return [*found, Window(wanted.since, until)] if wanted.since < until else found

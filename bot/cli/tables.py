"""Rows as files: CSV that a spreadsheet opens without running anything in it, and JSON."""

import csv
from codecs import getwriter
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import orjson

from bot.render.export_files import harmless

Row = dict[str, Any]


def write_json(rows: Iterable[Row], out: BinaryIO) -> int:
    """One JSON array, a row on each line; answers how many rows."""
    written = 0
    for row in rows:
        out.write(b",\n" if written else b"[\n")
        out.write(orjson.dumps(row))
        written += 1
    out.write(b"\n]\n" if written else b"[]\n")
    out.flush()
    return written


def write_csv(rows: Iterable[Row], out: BinaryIO) -> int:
    """A heading line and a line for each row, nested members as `status/errorCode`; answers how many rows.

    In UTF-8. A text that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    writer = csv.writer(getwriter("utf-8")(out))
    with TemporaryFile() as spool:  # all headings are known after the last row, and rows may be too many for memory
        headings = _spooled(rows, spool)
        writer.writerow(map(_cell, headings))
        written = 0
        for line in spool:
            row = orjson.loads(line)
            writer.writerow(_cell(row.get(heading)) for heading in headings)
            written += 1
    out.flush()
    return written


def _spooled(rows: Iterable[Row], spool: BinaryIO) -> list[str]:
    """Write the flattened rows to `spool` and rewind it; answers all headings in the order they were met."""
    headings: dict[str, None] = {}
    for row in rows:
        flat = dict(_flattened(row))
        headings |= dict.fromkeys(flat)
        spool.write(orjson.dumps(flat) + b"\n")
    spool.seek(0)
    return list(headings)


def _flattened(row: Row, prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, dict) and value:
            yield from _flattened(value, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return orjson.dumps(value).decode()

"""Moments as directory objects and usage reports print them, which is looser than the logs do."""

import re
from datetime import UTC, datetime

_SHORT_OFFSET = re.compile(r"([+-])(\d):(\d\d)\)?$")


def dated(text: object) -> datetime | None:
    """A DateTimeOffset in UTC, or `None` for a missing one and for the year 1, by which Graph says never.

    An offset of one digit, as the printed examples of reports have it, is read as well (Graph beta reference,
    servicePrincipalSignInActivity). What cannot be read is not known.
    """
    if not isinstance(text, str) or not text:
        return None
    try:
        read = datetime.fromisoformat(_SHORT_OFFSET.sub(r"\g<1>0\2:\3", text.rstrip(")")))
    except ValueError:
        return None
    if read.year == 1:
        return None
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)

"""What an answer must add in words: how much is missing, and which numbers overlap."""

from datetime import timedelta

from bot.desk.asked import Asked, Found
from bot.desk.shape import group_fields
from bot.domain.answers import Comparison


def notes(asked: Asked, found: Found, compare: Comparison | None) -> list[str]:
    """Whole sentences; none where there is nothing to add."""
    said = []
    if not found.reading.complete:
        since = found.reading.known_since.astimezone(asked.zone)
        said.append(
            f"Known only since {since:%a %-d %b %H:%M}. Graph showed nothing older, as it keeps 7 days on the basic "
            "plan and 30 with P1 or P2, and Gatehouse's own copy goes no further back."
        )
    if compare and not compare.complete:
        said.append("The period it is compared with is not wholly known, so the difference may mislead.")
    if compare and not _alike(found.window.length, compare.window.length):
        said.append("The two periods are not equally long: compare their shares, not their counts.")
    if "extension" in group_fields(asked.question, found.window):
        said.append("An attempt stands in one group for each extension it called, so these groups may overlap.")
    return said


def _alike(length: timedelta, other: timedelta) -> bool:
    """Days of 23 or 25 hours are alike; a week that has only begun and a whole one are not."""
    return abs(length - other) <= other * 0.05

"""The ids that Entra gives to everything, as 8-4-4-4-12 hexadecimal digits."""

import re

GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def is_guid(value: object) -> bool:
    """Whether `value` is written like such an id and nothing else, in letters of either case."""
    return re.fullmatch(GUID, str(value)) is not None

"""What a typed value looks like, which says where it is sought when a field is kept in several places."""

from enum import StrEnum
from ipaddress import ip_address

from bot.domain.guids import is_guid
from bot.domain.question import Value


class Shape(StrEnum):
    """The look of a value."""

    ANY = "any"
    GUID = "guid"
    ADDRESS = "address"  # of a person
    IP_START = "start of an IP address"


def shape_of(value: Value) -> Shape:
    """The shape of a typed value."""
    text = str(value)
    if is_guid(text):
        return Shape.GUID
    if "@" in text:
        return Shape.ADDRESS
    return Shape.IP_START if text.endswith((".", ":")) and not _is_ip(text) else Shape.ANY


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

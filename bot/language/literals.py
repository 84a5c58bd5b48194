"""Checks values that have a form of their own: addresses, GUIDs, IP addresses, error codes, domains."""

import ipaddress
import re
import unicodedata

from bot.errors import Mistake, QuestionError

ADDRESS = re.compile(r"[^\s@\"(),:;<>\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}\Z")
ENDING = re.compile(r"['.]@|^['.]|\.\.")
GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?\Z")
DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}\Z")
CODE = re.compile(r"(?:AADSTS)?(\d{1,7})\Z", re.IGNORECASE)
PREFIX = re.compile(r"(\d{1,3}\.){1,3}\*?\Z")
SLACK_USER = re.compile(r"slack:[UW][A-Z0-9]+\Z")
LONGEST_ADDRESS = 254
WHOLE_BYTES = {8: 1, 16: 2, 24: 3}


def bad_value(text: str, message: str) -> QuestionError:
    """The mistake of a value that cannot be what it stands for."""
    return QuestionError(Mistake.BAD_VALUE, message, word=text)


def check_person(text: str) -> str:
    """An address, a GUID, `me` or `slack:U123`, as typed."""
    if text.lower() == "me":
        return "me"
    if SLACK_USER.match(text):
        return text
    if guid := GUID.match(text):
        return guid[1]
    return check_address(text)


def check_address(text: str) -> str:
    """An e-mail address or user principal name, as typed; its letters must be of one script."""
    if not ADDRESS.match(text) or text.count("@") != 1 or ENDING.search(text):
        raise bad_value(text, f"“{text}” is not an address; write it like jane@contoso.com, or put a name in quotes")
    if len(text) > LONGEST_ADDRESS:
        raise bad_value(text, f"An address has at most {LONGEST_ADDRESS} characters, and this one has {len(text)}")
    if len(scripts(text)) > 1:
        raise bad_value(text, f"“{text}” mixes letters of several alphabets, so it is not the address it looks like")
    return text


def scripts(text: str) -> set[str]:
    """The alphabets that the letters of `text` belong to."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


def check_guid(text: str) -> str:
    """A GUID without braces."""
    if found := GUID.match(text):
        return found[1]
    raise bad_value(text, f"“{text}” is not an id; it looks like 3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c")


def check_domain(text: str) -> str:
    """A mail domain without its @, in lower case."""
    domain = text.removeprefix("*").removeprefix("@")
    if not DOMAIN.match(domain) or len(scripts(domain)) > 1:
        raise bad_value(text, f"“{text}” is not a domain; write it like contoso.com")
    return domain.lower()


def check_code(text: str) -> str:
    """An error code, one to seven digits, without the letters AADSTS."""
    if found := CODE.match(text):
        return found[1]
    raise bad_value(text, f"“{text}” is not an error code; codes are numbers like 50126 or AADSTS50126")


def check_network(text: str) -> str:
    """An IP address, or the start of one like `198.51.`; a range of whole bytes becomes such a start."""
    if PREFIX.match(text):
        start = text.rstrip("*")
        if all(int(number) <= 255 for number in start.split(".") if number):
            return start
    elif "/" in text:
        return _range_start(text)
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise bad_value(
            text, f"“{text}” is not an IP address; write it like 198.51.100.7, or its start, 198.51."
        ) from None


def _range_start(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise bad_value(text, f"“{text}” is not an IP range; write the start of the addresses, like 198.51.") from None
    if network.version == 4 and network.prefixlen == 32:
        return str(network.network_address)
    if network.version != 4 or network.prefixlen not in WHOLE_BYTES:
        raise bad_value(
            text, f"“{text}” cannot be asked for: only IPv4 ranges /8, /16 and /24 can, or a start like 198.51."
        )
    return ".".join(str(network.network_address).split(".")[: WHOLE_BYTES[network.prefixlen]]) + "."

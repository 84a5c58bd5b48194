"""Keeps secrets and addresses out of the log, whoever writes them there: Bolt, the SDK, a traceback or we."""

import logging
import re
from contextlib import suppress

_PATTERNS = (
    (re.compile(r"\b(?:xox[a-z]\.)?(?:xox[a-z]|xapp|xwfp)-[\w.-]+", re.IGNORECASE), "(token)"),
    (re.compile(r"\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE), "(token)"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "(token)"),
    (re.compile(r"\bv0=[0-9a-f]{16,}"), "(signature)"),
    # A response_url lets whoever reads it write to the person; a socket's ticket opens the socket.
    (re.compile(r"https?://[^\s/\"'<>]+/(?:commands|actions|app|services|workflows)/[^\s\"'<>\\]+"), "(response_url)"),
    (re.compile(r"\bticket=[^\s&\"'<>]+"), "ticket=(secret)"),
    # No mailbox has a longer name; without an end to it, a long text without an address would be read over and over.
    (re.compile(r"[\w.!#$%&*+/=?^`{|}~-]{1,192}(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "(address)"),
)

# Bolt logs the whole unverified body of a request whose signature is wrong: text, response_url and all.
_SPEAKS_OF_BODIES = "RequestVerification"


def redact(text: str) -> str:
    """`text` without tokens, signatures, response_urls, tickets and e-mail addresses."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


class Redaction(logging.Filter):
    """A filter that lets every record pass, redacted: message, traceback and stack."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record` in place."""
        if record.name.endswith(_SPEAKS_OF_BODIES):
            record.msg, record.args = "A request with a wrong or old signature was refused.", ()
        with suppress(TypeError, ValueError):  # a record whose arguments do not fit is reported by its handler
            record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def guard(logger: logging.Logger) -> None:
    """Redact everything that `logger`'s own handlers write, whichever logger below it a record comes from."""
    for handler in logger.handlers:
        if not any(isinstance(each, Redaction) for each in handler.filters):
            handler.addFilter(Redaction())


LOGGER = logging.getLogger("gatehouse.slack")
"""The log of everything that knows Slack; Bolt's own loggers inherit its filter."""

LOGGER.addFilter(Redaction())

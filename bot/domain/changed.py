"""One property of an object before and after: what audits and provisioning say was changed."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`old` and `new` are as Graph sent them: in audits JSON text, brackets and quotes included."""

    name: str
    old: str | None = None
    new: str | None = None

    @property
    def is_one(self) -> bool:
        """Whether anything is different after it."""
        return self.old != self.new

    @property
    def old_text(self) -> str:
        """The value before, as a person reads it; empty where there was none."""
        return plain(self.old)

    @property
    def new_text(self) -> str:
        """The value after, as a person reads it; empty where there is none."""
        return plain(self.new)


def plain(text: str | None) -> str:
    """A value out of its JSON: `["Stores"]` and `"Stores"` are Stores; what is no JSON stays as it is."""
    if not text:
        return ""
    try:
        return _said(json.loads(text))
    except (ValueError, RecursionError):
        return text


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return ", ".join(_said(part) for part in value)
        case _:
            return json.dumps(value, ensure_ascii=False)

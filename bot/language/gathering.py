"""Several claims on one field together: any of them, none of them, or a conflict."""

from bot.domain.fields import FIELDS, Kind
from bot.domain.question import Filter, Is, Log, Not, OneOf, Value
from bot.errors import Mistake, QuestionError

KINDS = {"Email OTP": "local", "Email Password": "local", "Google": "social", "Facebook": "social", "Apple": "social"}

Key = tuple[str, bool]


class Gathered:
    """Values by field, wanted and excluded, in the order they were said."""

    def __init__(self) -> None:
        self.values: dict[Key, list[Value]] = {}

    def add(self, field: str, values: tuple[Value, ...], *, negated: bool = False, joined: bool = True) -> None:
        """Adds values to a field. Raises a conflict for a second status that no “or” joins to the first."""
        known = self.values.setdefault((field, negated), [])
        fresh = [value for value in values if value not in known]
        if known and fresh and not joined and field == "status":
            raise conflict(field, [*known, *fresh])
        known += fresh

    def has(self, field: str) -> bool:
        """Whether anything was said about `field`."""
        return (field, False) in self.values or (field, True) in self.values

    def filters(self, log: Log) -> tuple[Filter, ...]:
        """One filter for each field. Raises a conflict where they leave nothing."""
        self._settle(log)
        return tuple(_filter(field, tuple(values), negated=negated) for (field, negated), values in self.values.items())

    def _settle(self, log: Log) -> None:
        for (field, negated), values in list(self.values.items()):
            if not negated and (excluded := self.values.get((field, True))):
                left = [value for value in values if value not in excluded]
                if not left:
                    raise conflict(field, values, excluded)
                self.values[field, False] = left
                del self.values[field, True]
            if FIELDS[log][field].kind is Kind.FLAG and {True, False} <= set(values):
                raise conflict(field, values)
        self._plain_negations()
        self._refuse_impossible()

    def _plain_negations(self) -> None:
        """“No existing account” is a false one."""
        for field in ("existing_account", "had_error"):
            if (wrong := self.values.pop((field, True), None)) is not None:
                self.values[field, False] = [not wrong[0]]

    def _refuse_impossible(self) -> None:
        kinds, providers = self.values.get(("provider_kind", False)), self.values.get(("provider", False))
        if kinds and providers and all(KINDS.get(str(name), kinds[0]) not in kinds for name in providers):
            raise conflict("provider", [*providers, *kinds])


def conflict(field: str, values: list[Value], excluded: list[Value] | None = None) -> QuestionError:
    """The mistake of claims that exclude each other."""
    said = " and ".join(str(value) for value in values)
    name = field.replace("_", " ")
    if excluded:
        return QuestionError(
            Mistake.CONFLICT, f"{name} cannot be {said} and not be it; leave one of the two out", word=said
        )
    either = "" if isinstance(values[0], bool) or field != "status" else ",".join(str(value) for value in values)
    return QuestionError(
        Mistake.CONFLICT,
        f"{name} cannot be {said} at once" + ("; say “or” between them for either" if either else ""),
        word=said,
        suggestions=(f"{field}:{either}",) if either else (),
    )


def _filter(field: str, values: tuple[Value, ...], *, negated: bool) -> Filter:
    positive = Is(field, values[0]) if len(values) == 1 else OneOf(field, values)
    return Not(positive) if negated else positive

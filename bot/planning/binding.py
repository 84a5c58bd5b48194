"""Names in a question become the ids that the log carries; where nobody knows them yet, a visible placeholder."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from bot.domain.guids import is_guid
from bot.domain.question import Filter, Is, Not, OneOf, Question, Value, field_of, values_of
from bot.domain.tenancy import Bindings
from bot.errors import GraphRefused, Mistake, QuestionError

EVENT_TYPES = (
    "tokenIssuanceStart",
    "attributeCollectionStart",
    "attributeCollectionSubmit",
    "emailOtpSend",
    "pageRenderStart",
    "passwordSubmit",
)
"""Kinds of custom authentication extension (Graph beta reference, appliedAuthenticationEventListener.eventType)."""

NAMED = {"app": "apps", "user_flow": "flows", "extension": "extensions"}
"""Fields whose values are names, with the part of `Bindings` that knows them."""


@dataclass(frozen=True, slots=True)
class NameKind:
    """What a field of names is called when it is asked about."""

    word: str
    placeholder: str


_KINDS = {
    "app": NameKind("app", "appId"),
    "user_flow": NameKind("user flow", "appId of flow"),
    "extension": NameKind("extension", "extensionId"),
}


def parts_needed(question: Question) -> frozenset[str]:
    """The parts of `Bindings` without which the question's filters, groups and counts cannot be decided."""
    filtered = {field_of(condition) for condition in question.where if _names_something(condition)}
    fields = filtered | {*question.group_by, question.count_of}
    return frozenset(part for field, part in NAMED.items() if field in fields)


def bind(question: Question, bindings: Bindings | None) -> tuple[Filter, ...]:
    """The question's filters with app, flow and extension names replaced by ids, which are in lower case as Graph's.

    `user_flow` becomes a filter on `app`, as an app has at most one flow. Without `bindings` (nothing may be asked)
    a name stays readable as `{appId:Store}`.
    Raises `QuestionError` for a name the tenant does not have, and for people the log cannot know.
    """
    return tuple(_bind(condition, bindings) for condition in question.where)


def _bind(condition: Filter, bindings: Bindings | None) -> Filter:
    field = field_of(condition)
    if field == "user":
        return rewrite(condition, _person_field(condition), lambda value: (_person(value),))
    if field == "correlation_id":
        return rewrite(condition, field, lambda value: (as_graph_writes(value),))
    if field not in NAMED:
        return condition
    target = "app" if field == "user_flow" else field
    return rewrite(condition, target, lambda value: _ids(value, field, bindings))


def rewrite(condition: Filter, field: str, ids_of: Callable[[Value], tuple[Value, ...]]) -> Filter:
    """The same filter on `field`, with each value replaced by what `ids_of` gives for it."""
    ids = tuple(dict.fromkeys(found for value in values_of(condition) for found in ids_of(value)))
    positive = Is(field, ids[0]) if len(ids) == 1 else OneOf(field, ids)
    return Not(positive) if isinstance(condition, Not) else positive


def _ids(value: Value, field: str, bindings: Bindings | None) -> tuple[Value, ...]:
    if value is True or value in EVENT_TYPES:
        return (value,)
    if is_guid(value):
        return (as_graph_writes(value),)
    if bindings is None:
        return (f"{{{_KINDS[field].placeholder}:{value}}}",)
    known: Mapping[str, tuple[str, ...]] = getattr(bindings, NAMED[field])
    ids = known.get(str(value).casefold())
    return _nobody_knows(value, field, bindings, known) if ids is None else ids


def app_ids(value: Value, bindings: Bindings | None) -> tuple[Value, ...]:
    """The ids of an app by its name, in braces where nobody may be asked; none for a name the tenant does not have."""
    if bindings is None or is_guid(value):
        return _ids(value, "app", bindings)
    return bindings.apps.get(str(value).casefold(), ())


def _nobody_knows(value: Value, field: str, bindings: Bindings, known: Collection[str]) -> NoReturn:
    word = _KINDS[field].word
    reason = bindings.missing.get(NAMED[field])
    if reason:
        raise GraphRefused(f"Which {word} is called “{value}” cannot be read.", remedy=reason)
    raise QuestionError(
        Mistake.UNKNOWN_APP if field == "app" else Mistake.UNKNOWN_VALUE,
        f"This tenant has no {word} called “{value}”.",
        word=str(value),
        suggestions=tuple(get_close_matches(str(value).casefold(), known, n=3)),
    )


def _person_field(condition: Filter) -> str:
    """Addresses are in the log; an object id is there once the account exists."""
    ids = [is_guid(value) for value in values_of(condition)]
    if any(ids) and not all(ids):
        raise QuestionError(
            Mistake.CONFLICT, "Ask for people by their addresses or by their object ids, not by both at once."
        )
    return "user_id" if all(ids) else "user"


def _person(value: Value) -> Value:
    if "@" in str(value) or is_guid(value):
        return as_graph_writes(value)
    raise QuestionError(
        Mistake.BAD_VALUE,
        f"The sign-up log knows people by e-mail address, so it cannot find “{value}”.",
        word=str(value),
        suggestions=("user:jane@contoso.com",),
    )


def _names_something(condition: Filter) -> bool:
    return any(value is not True and value not in EVENT_TYPES and not is_guid(value) for value in values_of(condition))


def as_graph_writes(value: Value) -> Value:
    """An id in lower case, as Graph has it; any other value as it is."""
    return str(value).lower() if is_guid(value) else value

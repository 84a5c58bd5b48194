"""Names in a question about events become what the log carries: apps their ids, ids the case that Graph writes."""

from bot.domain.question import Filter, Is, Log, Not, Question, field_of, values_of
from bot.domain.tenancy import Bindings
from bot.errors import Mistake, QuestionError
from bot.planning.binding import app_ids, as_graph_writes, is_guid, rewrite
from bot.planning.columns import INT32_MAX

PEOPLE = frozenset({"user", "actor", "target", "identity"})
IDS = frozenset({"correlation_id", "request_id"})


def bind_events(question: Question, bindings: Bindings | None) -> tuple[Filter, ...]:
    """The question's filters with app names replaced by ids, in the question's order.

    An app that the directory does not have, or may not show, is looked for by the name that rows carry.
    Without `bindings` (nothing may be asked) a name stays readable as `{appId:Store}`.
    Raises `QuestionError` for `me` where nobody says who that is.
    """
    blocked = question.filter("ca_status") == Is("ca_status", "failure")
    return tuple(_bind(condition, question.log, bindings, blocked=blocked) for condition in question.where)


def needs_apps(question: Question) -> bool:
    """Whether an app's name has to be looked up before rows can be chosen."""
    condition = question.filter("app") if question.log is Log.SIGN_INS else None
    return condition is not None and not all(map(is_guid, values_of(condition)))


def _bind(condition: Filter, log: Log, bindings: Bindings | None, *, blocked: bool) -> Filter:
    field = field_of(condition)
    if field in PEOPLE:
        _refuse_unknown_people(condition)
        return condition
    if field == "error_code" and log is Log.SIGN_INS:
        _refuse_impossible_codes(condition)
        return condition
    if field in IDS:
        return rewrite(condition, field, lambda value: (as_graph_writes(value),))
    if field == "app":
        return _app(condition, bindings)
    if field == "ca_policy" and blocked and not isinstance(condition, Not):
        # A policy that is named beside a block is the one that blocked, not any that had a say.
        return rewrite(condition, "ca_policy_failed", lambda value: (value,))
    return condition


def _app(condition: Filter, bindings: Bindings | None) -> Filter:
    known = all(app_ids(value, bindings) for value in values_of(condition))
    if known or any(map(is_guid, values_of(condition))):
        return rewrite(condition, "app", lambda value: app_ids(value, bindings))
    return rewrite(condition, "app_name", lambda value: (value,))


def _refuse_impossible_codes(condition: Filter) -> None:
    for value in values_of(condition):
        digits = str(value)
        if not (digits.isascii() and digits.isdecimal() and int(digits) <= INT32_MAX):
            raise QuestionError(
                Mistake.BAD_VALUE,
                f"An error code has at most ten digits, as 50126 has five; “{value}” is none.",
                word=digits,
            )


def _refuse_unknown_people(condition: Filter) -> None:
    for value in values_of(condition):
        if str(value) == "me" or str(value).startswith("slack:"):
            raise QuestionError(
                Mistake.BAD_VALUE,
                f"Nobody says here who “{value}” is: ask with an address.",
                word=str(value),
                suggestions=("user:jane@contoso.com",),
            )

"""Names in a question about events become what the log carries: apps their ids, ids the case that Graph writes."""

from bot.domain.guids import is_guid
from bot.domain.question import Filter, Is, Log, Not, Question, Value, field_of, values_of
from bot.domain.tenancy import Bindings
from bot.errors import Mistake, QuestionError
from bot.planning.binding import app_ids, as_graph_writes, rewrite
from bot.planning.columns import INT32_MAX

PEOPLE = frozenset({"user", "actor", "target", "identity"})
PRINCIPALS = frozenset({"user", "actor", "target"})
"""Of these the fields whose addresses are principal names."""

GUEST = "#EXT#"
IDS = frozenset({"correlation_id", "request_id"})


def bind_events(question: Question, bindings: Bindings | None, domain: str = "") -> tuple[Filter, ...]:
    """The question's filters with app names replaced by ids, in the question's order.

    An address is looked for as the name of a guest too, where the tenant's initial `domain` is known.
    An app that the directory does not have, or may not show, is looked for by the name that rows carry.
    Without `bindings` (nothing may be asked) a name stays readable as `{appId:Store}`.
    Raises `QuestionError` for `me` where nobody says who that is.
    """
    blocked = question.filter("ca_status") == Is("ca_status", "failure")
    return tuple(_bind(condition, question.log, bindings, domain, blocked=blocked) for condition in question.where)


def needs_apps(question: Question) -> bool:
    """Whether an app's name has to be looked up before rows can be chosen."""
    condition = question.filter("app") if question.log is Log.SIGN_INS else None
    return condition is not None and not all(map(is_guid, values_of(condition)))


def needs_domain(question: Question) -> bool:
    """Whether somebody is named by an address, which a guest of this tenant has in another form."""
    named = (condition for condition in question.where if field_of(condition) in PRINCIPALS)
    return any(_is_home_address(value) for condition in named for value in values_of(condition))


def names_of(value: Value, domain: str) -> tuple[Value, ...]:
    """What a log calls somebody with that address: by it, and as a guest of the tenant whose initial domain is known.

    `jane@fabrikam.com` is `jane_fabrikam.com#EXT#@contoso.onmicrosoft.com` there (Microsoft Entra External ID
    documentation, "Properties of a B2B collaboration user").
    """
    own = domain and str(value).casefold().endswith(f"@{domain.casefold()}")
    if not domain or own or not _is_home_address(value):
        return (value,)
    return value, f"{str(value).replace('@', '_')}{GUEST}@{domain}"


def _is_home_address(value: Value) -> bool:
    return "@" in str(value) and GUEST not in str(value).upper()


def _bind(condition: Filter, log: Log, bindings: Bindings | None, domain: str, *, blocked: bool) -> Filter:
    field = field_of(condition)
    if field in PEOPLE:
        _refuse_unknown_people(condition)
        return rewrite(condition, field, lambda value: names_of(value, domain)) if field in PRINCIPALS else condition
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

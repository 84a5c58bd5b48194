"""Claims become a Question once the log is known: filters, window, groups, form, each checked against the others."""

from dataclasses import replace

from bot.domain.names import TenantNames
from bot.domain.question import Filter, Is, Log, Metric, OneOf, Output, Question, field_of, values_of
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.combining import filters_of
from bot.language.commands import write_command
from bot.language.doers import kind_of_doer, side_key, untold, without
from bot.language.elsewhere import foreign_log, in_other_log, refuse_two_logs
from bot.language.forms import asks_where, asks_why_failed, count_of, file_note, loses_by_stage, output_of, thing_key
from bot.language.misfits import WhichStatus, unsupported
from bot.language.pieces import Keyed, Literal, Piece, Quoted, Unread
from bot.language.rates import (
    STATES,
    WhichRate,
    counted_beside,
    counted_states,
    endings_beside,
    metric_of,
    refuse_two_rates,
)
from bot.language.senses import EVENT_LOGS, LogName, Role, Thing
from bot.language.shares import is_shared_out, share_note, shared_fields
from bot.language.sides import OpenSide
from bot.language.times.clock import Clock
from bot.language.timing import DEFAULT_WINDOW, windows_of
from bot.language.words.activity_keys import GENERAL

NO_TIME = "no time was said: the last 24 hours"
IN_SPITE = ("but", "still", "anyway", "nevertheless", "eventually", "in the end", "but still", "finally", "then")
FEWEST = {"least", "fewest", "lowest", "quietest", "calmest"}
ASKER = ("me", "who am i", "whoami")


def settle(claims: Claims, log: Log, names: TenantNames, clock: Clock) -> tuple[Question, tuple[str, ...]]:
    """The question, and notes on what was assumed. Raises QuestionError where claims exclude each other."""
    _refuse_unnamed(claims)
    refuse_two_logs(claims, log)
    if found := foreign_log(claims, log):
        raise in_other_log(log, *found, _asked_there(claims, *found, names, clock))
    if log is Log.AUDIT and (doer := kind_of_doer(claims)):
        raise untold(doer, settle(without(claims, doer), log, names, clock)[0])
    window, compare = windows_of(claims, log, clock)
    shared = shared_fields(claims, log, names, clock) if (shares := is_shared_out(claims, log)) else ()
    metric = None if shares else metric_of(claims, log)
    where = _with_status(claims, log, filters_of(claims, log, names, clock), metric)
    where = tuple(condition for condition in where if field_of(condition) not in shared)
    groups = _groups(claims, log, metric, where)
    groups = tuple(dict.fromkeys((*shared, *groups)))
    _refuse_fewest(claims, grouped=bool(groups) or log is Log.APPS)
    if claims.min_count is not None and not groups:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"At least {claims.min_count} of what? Say what to group by as well, like by user",
            suggestions=(f"by:user min:{claims.min_count}", f"by:app min:{claims.min_count}"),
        )
    question = Question(
        log=log,
        where=_without_contrast(where, claims, groups),
        window=window or (DEFAULT_WINDOW if log in EVENT_LOGS else None),
        compare=compare,
        group_by=groups,
        top=claims.top or (1 if Role.LAST_SEEN in claims.roles and log is Log.SIGN_INS else None),
        output=output_of(claims, log, metric, shares=shares),
        format=claims.format,
        metric=metric,
        count_of=None if metric else count_of(claims, log),
        min_count=claims.min_count,
        show=_facet(claims) if log is Log.USER else None,
    )
    if log is Log.USER and not question.where and any(piece.words in ASKER for piece in claims.pieces):
        question = replace(question, where=(Is("user", "me"),))
    if log is Log.USER and not question.where:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD, "Say whom it is about, by address", suggestions=("/whois jane@contoso.com",)
        )
    assumed = () if window or log not in EVENT_LOGS else (NO_TIME,)
    return question, (*assumed, *share_note(claims, log, shared), *file_note(claims))


def _asked_there(claims: Claims, name: LogName, piece: Piece, names: TenantNames, clock: Clock) -> str | None:
    """The question as the log takes it that was named, if it can be asked there as it stands."""
    try:
        return write_command(settle(replace(claims, logs=[(name, piece)]), name.log, names, clock)[0])
    except (QuestionError, WhichRate, WhichStatus, OpenSide):
        return None


def _refuse_fewest(claims: Claims, *, grouped: bool) -> None:
    """“The 3 apps with the fewest sign-ins”: answers begin with the most. Raises QuestionError."""
    fewest = next(
        (piece for piece in claims.pieces if set(piece.words.split()) & FEWEST and piece.has(Role.MOST)), None
    )
    if fewest is not None and claims.top and grouped:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"Answers begin with the most, and none can ask for the {claims.top} at the other end; "
            "ask without the number, and look at the last ones",
            word=fewest.text,
        )


def _refuse_unnamed(claims: Claims) -> None:
    """“Why can't she sign in” asks about somebody, and not about everybody. Raises QuestionError."""
    if Role.PRONOUN not in claims.roles:
        return
    named = any(claim.piece.get(kind) for claim in claims.filters for kind in (Literal, Quoted, Keyed, Unread))
    if not named and not any(piece.names("user") for piece in claims.pieces):
        said = next(piece.text for piece in claims.pieces if piece.has(Role.PRONOUN))
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            f"I do not know who “{said}” is; say whom you mean, by address",
            word=said,
            suggestions=("/whois jane@contoso.com",),
        )


def _facet(claims: Claims) -> str | None:
    """What is asked about a person; a bare “mfa” asks for their methods."""
    if claims.facets:
        return claims.facets[0].show
    return "auth_methods" if any(piece.names("mfa") or piece.names("method") for piece in claims.pieces) else None


def _with_status(claims: Claims, log: Log, where: tuple[Filter, ...], metric: Metric | None) -> tuple[Filter, ...]:
    """The filters with what tense and rate say of the status: “signed up” is a success, a rate needs no filter."""
    if metric:
        if any(keyed.key == "status" for claim in claims.filters if (keyed := claim.piece.get(Keyed))):
            return where
        refuse_two_rates(where, metric)
        return tuple(found for found in where if not _says_metric(found, metric))
    if (ends := counted_beside(claims, log)) is not None:
        rest = tuple(found for found in where if field_of(found) != "status")
        return (*rest, OneOf("status", ends)) if ends else rest
    if ends := endings_beside(claims):
        return (*(found for found in where if field_of(found) != "status"), OneOf("status", ends))
    if (
        log in EVENT_LOGS
        and (states := counted_states(claims, log))
        and not any(field_of(found) == "status" for found in where)
    ):
        return (*where, Is("status", states[0]) if len(states) == 1 else OneOf("status", states))
    ended = any(field_of(condition) in _endings(claims) for condition in where)
    if log in EVENT_LOGS and not ended and asks_why_failed(claims):
        return (*where, Is("status", "failed"))
    if not _done(claims, log) or ended or Role.TRIED in claims.roles or Output.FUNNEL in claims.outputs:
        return where
    return (*where, Is("status", "success"))


def _endings(claims: Claims) -> set[str]:
    """Fields that say how it ended; “hit an error but still signed up” says it besides."""
    still = any(piece.words in IN_SPITE for piece in claims.pieces)
    return {"status", "error_code", "ca_status"} | (set() if still else {"had_error"})


def _done(claims: Claims, log: Log) -> bool:
    """Whether the tense says success: people signed up, users were created."""
    if any(name.done and name.log is log for name, _ in claims.logs):
        return True
    return log is Log.SIGN_UPS and any(
        (deed.verb == "create" and not deed.noun and not deed.asked) or (deed.verb == "add" and not claims.logs)
        for deed, _ in claims.deeds
    )


def _says_metric(condition: Filter, metric: Metric) -> bool:
    return (
        isinstance(condition, Is | OneOf)
        and field_of(condition) == "status"
        and set(values_of(condition)) == set(STATES[metric])
    )


def _groups(claims: Claims, log: Log, metric: Metric | None, where: tuple[Filter, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for thing, _ in claims.groups:
        key = thing_key(thing, log) or _done_to(thing, log, claims) or side_key(thing, log, claims)
        if key is None:
            raise unsupported(dict(thing.keys).get(Log.SIGN_INS) or thing.noun, log)
        found.append(key)
    if not found:
        found += [key for thing, _ in claims.subjects if (key := thing_key(thing, log) or _done_to(thing, log, claims))]
    if endings_beside(claims):
        found.append("status")
    if claims.contrast and (field := _contrasted(where)):
        found.append(field)
    if not found and (asked := asks_where(claims, log)) and metric is None:
        found.append(asked)
    if metric is Metric.DROPOFF and loses_by_stage(claims, log, metric):
        found = [key for key in found if key != "stage"]
    return tuple(dict.fromkeys(found))


def _done_to(thing: Thing, log: Log, claims: Claims) -> str | None:
    """What superlatives about users and groups group by where they are what was written or changed."""
    ranked = bool({Role.MOST, Role.TOP} & claims.roles) or bool(claims.top) or claims.min_count is not None
    if thing.noun not in (*GENERAL, "role") or not ranked:
        return None
    return {Log.AUDIT: "target", Log.PROVISIONING: "identity"}.get(log)


def _contrasted(where: tuple[Filter, ...]) -> str | None:
    return next((field_of(condition) for condition in where if isinstance(condition, OneOf)), None)


def _without_contrast(where: tuple[Filter, ...], claims: Claims, groups: tuple[str, ...]) -> tuple[Filter, ...]:
    """“Social against local” asks for the kinds side by side, which the group alone says."""
    both = OneOf("provider_kind", ("local", "social")), OneOf("provider_kind", ("social", "local"))
    if "provider_kind" in groups and claims.contrast:
        return tuple(condition for condition in where if condition not in both)
    return where

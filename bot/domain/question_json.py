"""The way back from a Question's canonical JSON, which is how questions are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.question import Filter, Format, Is, Log, Metric, Not, OneOf, Output, Question
from bot.domain.window import Between, Last, Named, Period, Span


def question_from(said: Mapping[str, Any]) -> Question:
    """The question that `Question.to_json` wrote. Raises `ValueError` for anything else."""
    try:
        return Question(
            log=Log(said["log"]),
            where=tuple(_filter_from(field, value) for field, value in said["filters"].items()),
            window=_span_from(said.get("window")),
            compare=_span_from(said.get("compare")),
            group_by=tuple(said.get("group_by", ())),
            top=said.get("top"),
            output=Output(said["output"]),
            format=Format(said["format"]) if "format" in said else None,
            metric=Metric(said["metric"]) if "metric" in said else None,
            count_of=said.get("count_of"),
            min_count=said.get("min_count"),
            show=said.get("show"),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"this is no question in its canonical form: {error!r}") from error


def _filter_from(field: str, value: Any) -> Filter:
    match value:
        case {"not": inner}:
            excluded = _filter_from(field, inner)
            if isinstance(excluded, Not):
                raise ValueError("a filter is turned round once at most")
            return Not(excluded)
        case list():
            return OneOf(field, tuple(value))
        case str() | int() | bool():
            return Is(field, value)
        case _:
            raise ValueError(f"{field} has no value that can be compared")


def _span_from(said: Mapping[str, Any] | None) -> Span | None:
    match said:
        case None:
            return None
        case {"last": int(seconds)}:
            return Last(seconds)
        case {"named": str(period)}:
            return Named(Period(period))
        case {"from": str(since), "to": str(until)}:
            return Between(datetime.fromisoformat(since), datetime.fromisoformat(until))
        case _:
            raise ValueError(f"{said!r} is no stretch of time")

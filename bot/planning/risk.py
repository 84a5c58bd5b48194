"""Which of Identity Protection's lists answers a question, and what Graph is asked to leave out of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.question import Is, Not, Question, field_of, values_of
from bot.domain.sources import GraphQuery
from bot.domain.window import Window
from bot.planning import odata

SUBJECTS = ("user", "signin", "workload")
PATHS = {"risk_level": "riskLevel", "risk_state": "riskState", "risk_type": "riskEventType"}
"""The filters that Graph documents for these lists (Graph API reference, riskDetection and riskyUser)."""


@dataclass(frozen=True, slots=True)
class RiskList:
    """One list of Graph's: whom it is about, where it keeps its time, and the licence it needs."""

    subject: str
    path: str
    time: str
    licence: str

    @property
    def of_detections(self) -> bool:
        """Whether it tells what was detected, and not how somebody stands."""
        return self.path.endswith("Detections")


_LISTS = {
    ("user", False): RiskList("user", "identityProtection/riskyUsers", "riskLastUpdatedDateTime", "Entra ID P2"),
    ("user", True): RiskList("user", "identityProtection/riskDetections", "activityDateTime", "Entra ID P1 or P2"),
    ("signin", True): RiskList("signin", "identityProtection/riskDetections", "activityDateTime", "Entra ID P1 or P2"),
    ("workload", False): RiskList(
        "workload", "identityProtection/riskyServicePrincipals", "riskLastUpdatedDateTime", "Workload ID Premium"
    ),
    ("workload", True): RiskList(
        "workload", "identityProtection/servicePrincipalRiskDetections", "activityDateTime", "Workload ID Premium"
    ),
}


def risk_lists(question: Question) -> tuple[RiskList, ...]:
    """The lists to be read: people where no subject is named, detections where the kind of risk matters."""
    condition = question.filter("subject")
    asked = {question.count_of, *question.group_by, *(field_of(each) for each in question.where)}
    subjects: tuple[str, ...]
    if condition is None:
        subjects = SUBJECTS if "subject" in asked else ("user",)
    else:
        named = values_of(condition)
        excluded = isinstance(condition, Not)
        subjects = tuple(subject for subject in SUBJECTS if (subject in named) != excluded)
    return tuple(_LISTS[subject, "risk_type" in asked or subject == "signin"] for subject in subjects)


def risk_query(of: RiskList, question: Question, window: Window | None) -> GraphQuery:
    """The request for `of`: single values and the time are Graph's to filter, the rest is filtered here."""
    sent = [each for each in question.where if isinstance(each, Is) and _takes(of, each.field)]
    clauses = [f"{PATHS[each.field]} eq {odata.quote(str(each.value))}" for each in sent]
    here = tuple(field_of(each) for each in question.where if each not in sent and field_of(each) != "subject")
    also = ("subject",) if of.subject == "signin" else ()
    text = " and ".join([*_bounds(of, window), *clauses])
    return GraphQuery("v1.0", of.path, text, {"$top": "500"}, (*here, *also))


def _takes(of: RiskList, field: str) -> bool:
    return field in PATHS and (of.of_detections or field != "risk_type")


def _bounds(of: RiskList, window: Window | None) -> Iterator[str]:
    if window:
        yield f"{of.time} ge {odata.instant(window.since)}"
        yield f"{of.time} le {odata.instant(window.until)}"

"""Answers about a person, about risk and about usage to be said, put together by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from event_samples import CALL, HOSTILE, NOW, change, sign_in

from bot.domain.answers import AnswerKind
from bot.domain.measures import Key
from bot.domain.people import Activity, AuthMethod, Identity, Person, PersonRisk
from bot.domain.person_answers import PersonAnswer, PersonPage
from bot.domain.question import Is, Log, Question
from bot.domain.risk import RiskAnswer, RiskGroup, RiskRow, count_risk
from bot.domain.sources import Source
from bot.domain.usage import (
    AppUse,
    CredentialUse,
    InsightFact,
    LastUse,
    MethodEvent,
    Registration,
    Report,
)
from bot.domain.usage_answers import CodeUse, Figures, UsageAnswer, UsageComparison, UsageGroup, UsagePart
from bot.domain.usage_counts import (
    count_app_use,
    count_credentials,
    count_insights,
    count_last_uses,
    count_method_events,
    count_registrations,
    insight_days,
    method_uses,
    registered,
    shares,
)
from bot.domain.window import Last, Window

WEEK = Window(NOW - timedelta(days=7), NOW)
ZONE = "Europe/Berlin"


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


# A person

JANE = Person(
    id="0b1f8a52-6a3c-4f0d-9a57-2f1f4a7c9d10",
    name="Jane Fox",
    principal="jane@contoso.com",
    mail="jane@contoso.com",
    enabled=True,
    created=ago(days=400),
    user_type="Member",
    identities=(Identity("emailAddress", "contoso.onmicrosoft.com", "jane@contoso.com"),),
)


METHODS = (AuthMethod("mobile phone", "+** *** **88"), AuthMethod("password", "", ago(days=9)))


def person(*, lacking: str = "", named: str = "Jane Fox") -> PersonAnswer:
    """Everything about one account; without her methods where something is `lacking`."""
    page = PersonPage(
        person=replace(JANE, name=named),
        activity=Activity(tried=ago(minutes=5), succeeded=ago(days=2), silent=None),
        methods=None
        if lacking
        else (AuthMethod("mobile phone", "+** *** **88"), AuthMethod("password", "", ago(days=9))),
        risk=PersonRisk(level="medium", state="atRisk", detail="none", changed=ago(hours=3)),
        risk_known=True,
    )
    return PersonAnswer(
        question=Question(log=Log.USER, where=(Is("user", "jane@contoso.com"),)),
        zone=ZONE,
        sought="jane@contoso.com",
        accounts=1,
        pages=(page,),
        sign_ups=(),
        tries=0,
        sign_ins=(sign_in(5), sign_in(61)),
        changes=(change(50, "Berlin", "Paris"),),
        as_of=NOW,
        complete=not lacking,
        source=Source.BOTH,
        requests=(CALL,) * 7,
        notes=(lacking,) if lacking else (),
    )


# Risk


def detection(minutes: int, level: str = "high", state: str = "atRisk", who: str = "jane@contoso.com") -> RiskRow:
    """Something detected so many minutes before now."""
    return RiskRow(
        id=f"detection-{minutes}",
        subject="signin",
        at=ago(minutes=minutes),
        who=who,
        name=who,
        key=who,
        risk_level=level,
        risk_state=state,
        risk_detail="none",
        risk_type="unlikelyTravel",
        ip="203.0.113.7",
        country="BR",
        city="Recife",
        is_sign_in=True,
    )


RISKS = (
    detection(5),
    detection(90, "medium", "dismissed", "sam@contoso.com"),
    detection(2_000, "low", "remediated", HOSTILE),
)


def risk(kind: AnswerKind, rows: Sequence[RiskRow] = RISKS, lacks: tuple[str, ...] = (), **said: object) -> RiskAnswer:
    """An answer about `rows`, by level where it is broken down."""
    levels = sorted({row.risk_level for row in rows})
    groups = [
        RiskGroup((("risk_level", level),), count_risk([row for row in rows if row.risk_level == level]))
        for level in levels
    ]
    return RiskAnswer(
        question=Question(log=Log.RISK, window=Last(7 * 86_400), **said),
        kind=kind,
        window=WEEK,
        zone=ZONE,
        totals=count_risk(rows),
        groups=tuple(groups) if kind is AnswerKind.BREAKDOWN else (),
        rows=tuple(rows) if kind is AnswerKind.LIST else (),
        as_of=NOW,
        complete=not lacks,
        requests=(CALL,),
        lacks=lacks,
        notes=lacks,
    )


# Usage

APPS = (
    AppUse(app="Store", app_id="store", success=523, failed=54),
    AppUse(app=HOSTILE, app_id="hostile", success=41, failed=4),
    AppUse(app="Mail protocols", app_id="mail", success=0, failed=15),
)
FEDERATED = (
    AppUse(app="Travel expenses", app_id="travel", success=451, failed=32, people=40, migration="ready"),
    AppUse(app="Archive", app_id="archive", success=136, failed=8, people=38, migration="additionalStepsRequired"),
)
CREDENTIALS = (
    CredentialUse(
        app="Old job",
        app_id="old",
        at=ago(days=3),
        key_id="7c0e",
        kind="clientSecret",
        usage="verify",
        origin="application",
        last_used=ago(days=40),
    ),
    CredentialUse(
        app="HR sync",
        app_id="hr",
        at=NOW + timedelta(days=6),
        key_id="77d4",
        kind="clientSecret",
        usage="verify",
        origin="application",
        last_used=ago(hours=2),
    ),
    CredentialUse(
        app="Report export",
        app_id="export",
        at=NOW + timedelta(days=60),
        key_id="61cd",
        kind="certificate",
        usage="sign",
        origin="servicePrincipal",
        last_used=None,
    ),
)
LAST_USES = (
    LastUse(
        app="Store",
        app_id="store",
        at=ago(minutes=3),
        client_for_people=ago(minutes=3),
        resource_for_people=None,
        client_alone=None,
        resource_alone=None,
    ),
    LastUse(
        app="Backup job",
        app_id="backup",
        at=ago(days=45),
        client_for_people=None,
        resource_for_people=None,
        client_alone=ago(days=45),
        resource_alone=None,
    ),
)
ACCOUNTS = (
    Registration(frozenset({"isMfaRegistered", "isMfaCapable", "isAdmin"}), frozenset({"mobilePhone"})),
    Registration(frozenset({"isMfaRegistered", "isSsprEnabled"}), frozenset({"mobilePhone", "somethingNew"})),
    Registration(frozenset({"isSsprEnabled"}), frozenset()),
)
METHOD_EVENTS = (
    MethodEvent(ago(hours=2), "registration", "mobilePhone", succeeded=True),
    MethodEvent(ago(hours=3), "registration", "mobilePhone", succeeded=False),
    MethodEvent(ago(hours=30), "reset", "email", succeeded=True),
)
FACTS = (
    InsightFact(date(2026, 11, 17), "store", {"sign_ups": 68}),
    InsightFact(date(2026, 11, 17), "", {"active_users": 169}),
    InsightFact(date(2026, 11, 17), "store", {"mfa_attempts": 57, "mfa_completed": 56}),
    InsightFact(date(2026, 11, 18), "store", {"sign_ups": 12}),
)


def usage(
    *parts: UsagePart, kind: AnswerKind = AnswerKind.LIST, lacks: tuple[str, ...] = (), **said: object
) -> UsageAnswer:
    """An answer of these reports."""
    return UsageAnswer(
        question=Question(log=Log.APPS, **said),
        kind=kind,
        zone=ZONE,
        parts=parts,
        as_of=NOW,
        complete=not lacks,
        requests=(CALL,),
        lacks=lacks,
        notes=(*lacks, "Graph's own sum follows the log at its own pace."),
    )


def activity(report: Report = Report.ACTIVITY, rows: Sequence[AppUse] = APPS, **said: object) -> UsagePart:
    """Sign-ins by app."""
    totals = count_app_use(rows)
    return UsagePart(report=report, window=WEEK, totals=totals, rates=shares(totals), rows=tuple(rows), **said)


def by_day(**days: int) -> tuple[UsageGroup, ...]:
    """Groups by day of November, so many of ten sign-ins a success: `by_day(d17=9)`."""

    def group(day: int, good: int) -> UsageGroup:
        key: Key = (("day", f"2026-11-{day}"),)
        totals = Figures((("events", 10), ("success", good), ("failed", 10 - good)))
        return UsageGroup(key, totals, shares(totals))

    return tuple(group(int(day[1:]), good) for day, good in days.items())


CODES = (CodeUse(50126, 40), CodeUse(50074, 9), CodeUse(123456789, 5))
BEFORE = UsageComparison(Window(ago(days=14), ago(days=7)), count_app_use(APPS[:1]), shares(count_app_use(APPS[:1])))


def credentials() -> UsagePart:
    return UsagePart(report=Report.CREDENTIALS, totals=count_credentials(CREDENTIALS, NOW), rows=CREDENTIALS)


def last_uses() -> UsagePart:
    return UsagePart(report=Report.SERVICE_PRINCIPALS, totals=count_last_uses(LAST_USES, NOW), rows=LAST_USES)


def methods() -> UsagePart:
    return UsagePart(report=Report.AUTH_METHODS, totals=count_registrations(ACCOUNTS), rows=tuple(registered(ACCOUNTS)))


def method_events() -> UsagePart:
    return UsagePart(
        report=Report.AUTH_METHODS,
        window=WEEK,
        totals=count_method_events(METHOD_EVENTS),
        rows=tuple(method_uses(METHOD_EVENTS)),
    )


def customers() -> UsagePart:
    return UsagePart(
        report=Report.USER_INSIGHTS, window=WEEK, totals=count_insights(FACTS), rows=tuple(insight_days(FACTS))
    )

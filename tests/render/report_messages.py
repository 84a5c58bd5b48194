"""The messages about people, risk and usage that `golden/` keeps as people read them."""

from report_samples import (
    BEFORE,
    CODES,
    FEDERATED,
    HOSTILE,
    RISKS,
    activity,
    by_day,
    credentials,
    customers,
    last_uses,
    method_events,
    methods,
    person,
    risk,
    usage,
)

from bot.domain.answers import AnswerKind
from bot.domain.question import Output
from bot.domain.usage import AppUse, Report
from bot.domain.usage_answers import UsagePart
from bot.render import Message, Renderer

RENDERER = Renderer()
NO_METHODS = (
    "The registered methods are not shown (UserAuthenticationMethod.Read.All). The app may not read "
    "users/authentication/methods. In entra.microsoft.com add the permission, then press Grant admin consent."
)
NO_WORKLOADS = "Workloads at risk are not shown. This needs Workload ID Premium, and Graph sees no such licence."
NO_REPORTS = "AD FS activity is not shown (Reports.Read.All and a P1 or P2 licence). The app lacks Reports.Read.All."


def person_page() -> Message:
    return RENDERER.answer(person(), heading="Person · jane@contoso.com")


def person_in_part() -> Message:
    return RENDERER.answer(person(lacking=NO_METHODS, named=HOSTILE), heading="Person · jane@contoso.com")


def risk_list() -> Message:
    return RENDERER.answer(risk(AnswerKind.LIST), heading="Risk · sign-ins · last 7 days")


def risk_in_part() -> Message:
    found = risk(AnswerKind.LIST, RISKS[:1], lacks=(NO_WORKLOADS,))
    return RENDERER.answer(found, heading="Risk · sign-ins or workloads")


def risk_chart() -> Message:
    found = risk(AnswerKind.BREAKDOWN, output=Output.CHART, group_by=("risk_level",))
    return RENDERER.answer(found, heading="Risk · chart · by risk level")


def nothing_at_risk() -> Message:
    return RENDERER.answer(risk(AnswerKind.LIST, ()), heading="Risk · high")


def apps_overview() -> Message:
    parts = (activity(), methods(), last_uses(), credentials())
    return RENDERER.answer(usage(*parts, lacks=(NO_REPORTS,)), heading="Usage and insights")


def apps_used() -> Message:
    return RENDERER.answer(usage(activity()), heading="Usage and insights · activity · last 7 days")


def one_app_used() -> Message:
    found = usage(activity(details=CODES, compare=BEFORE))
    return RENDERER.answer(found, heading="Usage and insights · app Store · activity")


def apps_used_by_day() -> Message:
    store = AppUse(app="Store", app_id="store", success=23, failed=7)
    of_store = activity(rows=(store,), groups=by_day(d16=9, d17=4, d18=10))
    found = usage(of_store, kind=AnswerKind.BREAKDOWN, output=Output.CHART, group_by=("day",))
    return RENDERER.answer(found, heading="Usage and insights · activity · chart · by day")


def apps_of_ad_fs() -> Message:
    return RENDERER.answer(usage(activity(Report.ADFS, FEDERATED)), heading="Usage and insights · adfs")


def expiring_credentials() -> Message:
    return RENDERER.answer(usage(credentials()), heading="Usage and insights · credentials")


def last_used_apps() -> Message:
    return RENDERER.answer(usage(last_uses()), heading="Usage and insights · service principals")


def registered_methods() -> Message:
    return RENDERER.answer(usage(methods()), heading="Usage and insights · auth methods")


def used_methods() -> Message:
    return RENDERER.answer(usage(method_events()), heading="Usage and insights · auth methods · last 7 days")


def customers_by_day() -> Message:
    return RENDERER.answer(usage(customers()), heading="Usage and insights · user insights · last 7 days")


def no_app_used() -> Message:
    found: UsagePart = activity(rows=())
    return RENDERER.answer(usage(found), heading="Usage and insights · activity · last 7 days")


REPORTS = (
    person_page,
    person_in_part,
    risk_list,
    risk_in_part,
    risk_chart,
    nothing_at_risk,
    apps_overview,
    apps_used,
    one_app_used,
    apps_used_by_day,
    apps_of_ad_fs,
    expiring_credentials,
    last_used_apps,
    registered_methods,
    used_methods,
    customers_by_day,
    no_app_used,
)

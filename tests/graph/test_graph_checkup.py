"""What the doctor finds out about a tenant: each thing broken in turn, and what it says to mend."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from graph_stand_ins import VirtualTime

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.checks import Verdict
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.checkup import check_tenant
from bot.graph.client import GraphClient
from bot.graph.cloud import GLOBAL, cloud_named
from bot.graph.credentials import Certificate, ClientSecret
from bot.graph.directory import GraphDirectory
from bot.graph.retry import RetryRule

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)

PERMISSIONS = (
    "App names (Application.Read.All)",
    "User flows (EventListener.Read.All)",
    "Custom extensions (CustomAuthenticationExtension.Read.All)",
    "Accounts (User.Read.All)",
)
SIGN_INS = "Sign-in log (AuditLog.Read.All)"
AUDITS = "Directory audits (AuditLog.Read.All)"
PROVISIONING = "Provisioning log (ProvisioningLog.Read.All)"
OTHER_LOGS = (SIGN_INS, AUDITS, PROVISIONING)
OF_PEOPLE = (
    "Last sign-ins (AuditLog.Read.All)",
    "Registered methods (UserAuthenticationMethod.Read.All)",
    "Risky people (IdentityRiskyUser.Read.All)",
)
USAGE = (
    "App activity (Reports.Read.All)",
    "Customer insights (Insights-UserMetric.Read.All)",
)
RISK = (
    "Risk detections (IdentityRiskEvent.Read.All)",
    "Risky workloads (IdentityRiskyServicePrincipal.Read.All)",
)
PROBES = (
    "Filter by an error code other than one",
    "Filter by a stage",
    "Filter by a provider",
    "Filter by an address",
)
LOG = "Sign-up log (AuditLog.Read.All)"
SIGNING_IN = "Signing in to Graph"
KIND = "Kind of tenant"


@contextmanager
def town(**options):
    """A small frozen town; `load` or `faults` change it."""
    chosen = {"days": 1, "now": NOW, "frozen": True, "rows": 40, "throttle": False} | options
    with running_tenant(TenantOptions(**chosen)) as tenant:
        yield tenant


def checked(tenant, *, credential=None, cloud=GLOBAL, tenant_id=None, **addresses):
    """All checks of `tenant` by their subject; waits take no time."""
    time = VirtualTime()
    auth = GraphAuth(
        tenant_id=tenant_id or tenant.tenant_id,
        client_id=tenant.client_id,
        credential=credential or ClientSecret(tenant.client_secret),
        cloud=cloud,
        **{"graph_url": tenant.graph_url, "login_url": tenant.login_url} | addresses,
    )
    channel = Channel(auth, budgets=Budgets(clock=time.clock, wait=time.wait), rule=RetryRule(tries=2))
    client = GraphClient(channel)
    try:
        directory = GraphDirectory(client, tenant_id=auth.tenant_id)
        return {check.subject: check for check in check_tenant(client, directory, NOW)}
    finally:
        client.close()


def verdicts(checks):
    return {subject: check.verdict for subject, check in checks.items()}


def test_a_healthy_tenant_has_everything():
    with town() as tenant:
        checks = checked(tenant)

    everything = (SIGNING_IN, KIND, LOG, *OTHER_LOGS, *PERMISSIONS, *OF_PEOPLE, *USAGE, *RISK, *PROBES)
    assert verdicts(checks) == dict.fromkeys(everything, Verdict.GOOD)
    assert "its newest row is of 2026-11-17 08:" in checks[LOG].finding
    assert "is an external tenant" in checks[KIND].finding


def test_a_tenant_that_nobody_signed_up_in_today_is_healthy_too(tmp_path):
    with town(load=tmp_path) as tenant:
        checks = checked(tenant)

    assert (checks[LOG].verdict, checks[LOG].finding) == (
        Verdict.GOOD,
        "It can be read; the last day holds no row.",
    )


@pytest.mark.parametrize(
    ("faults", "wrong", "finding", "remedy"),
    [
        pytest.param("secret-expired", {}, "The client secret has expired.", "Certificates & secrets", id="expired"),
        pytest.param(
            "", {"credential": ClientSecret("no such")}, "The client secret is wrong.", "secret's Value", id="secret"
        ),
        pytest.param("", {"tenant_id": "nobody.example"}, "There is no tenant", "Directory (tenant) id", id="tenant"),
        pytest.param(
            "", {"login_url": "http://127.0.0.1:9"}, "does not answer", "Check the network", id="sign-in is down"
        ),
        pytest.param(
            "", {"graph_url": "http://127.0.0.1:9"}, "could not be reached", "Check the network", id="Graph is down"
        ),
        pytest.param(
            "", {"cloud": cloud_named("china")}, "does not take our token", "takes only tokens of its own", id="cloud"
        ),
    ],
)
def test_where_signing_in_fails_nothing_else_is_tried(faults, wrong, finding, remedy):
    with town(faults=faults) as tenant:
        checks = checked(tenant, **wrong)

    (check,) = checks.values()
    assert (check.subject, check.verdict) == (SIGNING_IN, Verdict.BAD)
    assert finding in check.finding
    assert remedy in check.remedy
    assert "no such" not in f"{check.finding} {check.remedy}"


def test_a_certificate_that_is_not_there_is_named(tmp_path):
    with town() as tenant:
        checks = checked(tenant, credential=Certificate(tmp_path / "gone.pem"))

    assert verdicts(checks) == {SIGNING_IN: Verdict.BAD}
    assert "gone.pem cannot be read" in checks[SIGNING_IN].finding


@pytest.mark.parametrize(
    ("fault", "finding", "remedy", "others"),
    [
        pytest.param("403-consent", "AuditLog.Read.All", "Grant admin consent", OTHER_LOGS, id="no consent"),
        pytest.param("403-licence", "licence", "Add the licence", (SIGN_INS, PROVISIONING), id="no licence"),
        pytest.param("403-role", "directory role", "application permissions needs no role", OTHER_LOGS, id="role"),
    ],
)
def test_a_log_that_may_not_be_read_is_to_be_mended_and_its_filters_are_not_tried(fault, finding, remedy, others):
    with town(faults=fault) as tenant:
        checks = checked(tenant)

    assert checks[LOG].verdict is Verdict.BAD
    assert finding in checks[LOG].finding
    assert remedy in checks[LOG].remedy
    apart = {*OF_PEOPLE, *USAGE, *RISK}
    rest = {subject: verdict for subject, verdict in verdicts(checks).items() if subject not in apart}
    assert rest == {
        **dict.fromkeys((SIGNING_IN, KIND, *OTHER_LOGS, *PERMISSIONS), Verdict.GOOD),
        **dict.fromkeys(others, Verdict.LIMITED),
        LOG: Verdict.BAD,
    }


@pytest.mark.parametrize(
    ("fault", "subject", "remedy"),
    [
        pytest.param("403-licence", OF_PEOPLE[0], "Add the licence", id="no P1"),
        pytest.param("no-UserAuthenticationMethod.Read.All", OF_PEOPLE[1], "Grant the application", id="methods"),
        pytest.param("no-IdentityRiskyUser.Read.All", OF_PEOPLE[2], "IdentityRiskyUser.Read.All", id="risk"),
        pytest.param("no-p2", OF_PEOPLE[2], "Add the licence", id="no P2"),
        pytest.param("no-Reports.Read.All", USAGE[0], "Reports.Read.All", id="app activity"),
        pytest.param("no-Insights-UserMetric.Read.All", USAGE[1], "Insights-UserMetric.Read.All", id="insights"),
        pytest.param("no-IdentityRiskEvent.Read.All", RISK[0], "IdentityRiskEvent.Read.All", id="detections"),
        pytest.param(
            "no-IdentityRiskyServicePrincipal.Read.All",
            RISK[1],
            "IdentityRiskyServicePrincipal.Read.All",
            id="workloads",
        ),
        pytest.param("no-workload-id", RISK[1], "Add the licence", id="no Workload ID"),
    ],
)
def test_what_would_be_lacking_is_said_with_what_to_mend(fault, subject, remedy):
    with town(faults=fault) as tenant:
        check = checked(tenant)[subject]

    assert check.verdict is Verdict.LIMITED
    assert "cannot be told" in check.finding
    assert remedy in check.remedy


def test_permissions_that_are_not_granted_take_away_but_break_nothing():
    with town(faults="403-denied") as tenant:
        checks = checked(tenant)

    assert verdicts(checks) == {
        SIGNING_IN: Verdict.LIMITED,
        KIND: Verdict.UNKNOWN,
        **dict.fromkeys((LOG, *OTHER_LOGS), Verdict.GOOD),
        **dict.fromkeys((*PERMISSIONS, *OF_PEOPLE[:2]), Verdict.LIMITED),
        **dict.fromkeys((OF_PEOPLE[2], *USAGE, *RISK), Verdict.GOOD),
        **dict.fromkeys(PROBES, Verdict.GOOD),
    }
    for subject in PERMISSIONS:
        permission = subject.partition("(")[2].rstrip(")")
        assert permission in checks[subject].remedy
        assert "Not allowed." in checks[subject].finding


def test_filters_that_only_the_guide_names_may_be_refused():
    with town(faults="no-probe") as tenant:
        checks = checked(tenant)

    assert {checks[probe].verdict for probe in PROBES} == {Verdict.LIMITED}
    assert {checks[probe].remedy for probe in PROBES} == {""}


@pytest.mark.parametrize("kind", ["AAD", "AAD B2C"])
def test_a_tenant_of_another_kind_has_no_sign_up_log(tmp_path, kind):
    organization = {"value": [{"id": "1", "displayName": "Contoso", "tenantType": kind}]}
    (tmp_path / "organization-list.json").write_text(json.dumps(organization))
    with town(load=tmp_path) as tenant:
        check = checked(tenant)[KIND]

    assert check.verdict is Verdict.BAD
    assert f"Contoso is of kind {kind}" in check.finding
    assert "GATEHOUSE_TENANT_ID" in check.remedy


def test_a_kind_of_tenant_that_microsoft_adds_later_is_not_condemned(tmp_path):
    organization = {"value": [{"id": "1", "displayName": "Contoso", "tenantType": "Galactic"}]}
    (tmp_path / "organization-list.json").write_text(json.dumps(organization))
    with town(load=tmp_path) as tenant:
        assert checked(tenant)[KIND].verdict is Verdict.UNKNOWN

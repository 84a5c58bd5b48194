"""A desk on a real demo tenant over real HTTP with a real mirror; and what Graph shows there, as raw rows."""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import orjson
from migrated import migrated
from recount_attempts import Town

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.desk.ask import Ask
from bot.desk.reading import LogReader
from bot.desk.refresh import Refresh
from bot.domain.attempts import AttemptRules
from bot.domain.question import Format, Is, Log, Metric, Not, OneOf, Output, Question
from bot.domain.window import Between, Last, Named, Period
from bot.graph.auth import GraphAuth
from bot.graph.budget import UNMETERED, Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.graph.directory import GraphDirectory
from bot.graph.people import GraphPeople
from bot.graph.risk import GraphRisk
from bot.graph.usage import GraphUsage
from bot.mirror.database import kept_open
from bot.mirror.store import Mirror

NOW = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)
"""A Thursday morning."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class StillClock:
    """A present that moves only when it is told to."""

    def __init__(self, present=NOW):
        self.present = present

    def now(self):
        return self.present


class SharedClock(TenantClock):
    """A present that the tenant and the desk share, and that moves when it is told to."""

    def __init__(self, present):
        super().__init__(present)
        self.present = present

    def now(self):
        return self.present

    def forward(self, **span):
        self.present += timedelta(**span)


def client_for(tenant, **channel):
    auth = GraphAuth(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        credential=ClientSecret(tenant.client_secret),
        graph_url=tenant.graph_url,
        login_url=tenant.login_url,
    )
    return GraphClient(Channel(auth, **({"budgets": Budgets(UNMETERED)} | channel)))


@dataclass
class Desk:
    """Everything that answers questions, over one mirror."""

    tenant: object
    clock: StillClock
    mirror: Mirror
    ask: Ask
    reader: LogReader
    refresh: Refresh
    directory: GraphDirectory
    usage: GraphUsage

    def answer(self, question, zone, **options):
        return self.ask.answer(question, zone, **options)

    def fill(self, since=None):
        return self.refresh.run(Log.SIGN_UPS, since=since)


class Desks:
    """Desks that share a tenant and a client, each with a mirror of its own in `folder`."""

    def __init__(self, tenant, folder, *, clock=None, rules=None, client=None):
        self.tenant = tenant
        self.clock = clock or StillClock()
        self.client = client or client_for(tenant)
        self.directory = GraphDirectory(self.client, tenant_id=tenant.tenant_id)
        self._rules = rules or AttemptRules()
        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)
        self._made = 0
        self._held = ExitStack()

    def new(self, *, like=None):
        """A desk with an empty mirror, or with a copy of another desk's."""
        self._made += 1
        path = self._folder / f"mirror-{self._made}.db"
        if like is None:
            migrated(path)
        else:
            like.mirror.backup(path)
        return self.on(path)

    def on(self, path):
        """A desk with the mirror that is there, kept open as a house keeps its own, until another one is."""
        self._held.close()
        self._held.enter_context(kept_open(path))
        mirror = Mirror(path)
        reader = LogReader(self.client, mirror, self._rules)
        usage = GraphUsage(self.client)
        ask = Ask(
            source=self.client,
            store=mirror,
            directory=self.directory,
            people=GraphPeople(self.client),
            risk=GraphRisk(self.client),
            usage=usage,
            clock=self.clock,
            rules=self._rules,
        )
        refresh = Refresh(self.client, mirror, self.clock, keep=400 * DAY)
        return Desk(self.tenant, self.clock, mirror, ask, reader, refresh, self.directory, usage)

    def close(self):
        self._held.close()
        self.client.close()


@contextmanager
def desks_on(tenant, folder, **options):
    desks = Desks(tenant, folder, **options)
    try:
        yield desks
    finally:
        desks.close()


# Raw rows


def raw_rows(http, path):
    rows, link = [], path
    while link:
        body = http.get(link).raise_for_status().json()
        rows += body["value"]
        link = body.get("@odata.nextLink")
    return rows


@contextmanager
def signed_in(tenant):
    """A plain client that may ask the tenant's Graph."""
    with httpx.Client(
        base_url=tenant.graph_url, timeout=60, headers={"Prefer": "include-unknown-enum-members"}
    ) as http:
        form = {
            "grant_type": "client_credentials",
            "client_id": tenant.client_id,
            "client_secret": tenant.client_secret,
            "scope": "https://graph.microsoft.com/.default",
        }
        token = http.post(f"/{tenant.tenant_id}/oauth2/v2.0/token", data=form).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


def raw_town(tenant, present=NOW):
    """What Graph shows at its present, read with nothing of ours in between."""
    with signed_in(tenant) as http:
        until = f"{present + DAY:%Y-%m-%dT%H:%M:%SZ}"
        flows = raw_rows(http, "/v1.0/identity/authenticationEventsFlows")
        apps = "/conditions/applications/includeApplications"
        return Town(
            rows=raw_rows(http, f"/beta/auditLogs/signUps?$filter=createdDateTime le {until}&$top=1000"),
            users=raw_rows(http, "/v1.0/users?$select=id,createdDateTime,identities,mail,otherMails&$top=999"),
            apps={row["appId"]: row["displayName"] for row in raw_rows(http, "/v1.0/applications?$top=999")},
            flows={
                flow["displayName"]: [
                    row["appId"]
                    for row in raw_rows(http, f"/v1.0/identity/authenticationEventsFlows/{flow['id']}{apps}")
                ]
                for flow in flows
            },
            extensions={
                row["id"]: row["displayName"] for row in raw_rows(http, "/v1.0/identity/customAuthenticationExtensions")
            },
        )


# Logs made by hand

STORE, REWARDS = "5d3f1c0a-2b64-4e1e-9f52-7a90c1d4e611", "9a27e6b4-0c8d-4f3b-8d15-3e6f2a7b5c22"


def raw_row(
    id_, at, stage="credentialCollection", code=0, who="jane@x.com", correlation_id="one", app_id=STORE, **more
):
    """A row as Graph prints it."""
    return {
        "id": id_,
        "createdDateTime": at.isoformat().replace("+00:00", "Z"),
        "correlationId": correlation_id,
        "appId": app_id,
        "appDisplayName": None,
        "signUpStage": stage,
        "signUpIdentityProvider": "Email OTP",
        "signUpIdentity": who and {"signUpIdentifier": who, "signUpIdentifierType": "emailAddress"},
        "status": {"errorCode": code, "failureReason": None, "additionalDetails": None},
        "userId": None,
        "appliedEventListeners": [],
    } | more


@contextmanager
def tenant_of(rows, folder, present=NOW, **options):
    """A tenant whose sign-up log holds just these rows."""
    apps = [{"id": f"object-{app}", "appId": app, "displayName": name} for app, name in APPS.items()]
    for name, value in {"signUps-list": rows, "applications-list": apps}.items():
        (Path(folder) / f"{name}.json").write_bytes(orjson.dumps({"value": value}))
    chosen = TenantOptions(load=Path(folder), now=present, frozen=True, throttle=False, **options)
    with running_tenant(chosen) as running:
        yield running


APPS = {STORE: "Store", REWARDS: "Rewards"}


# Questions


def question_of(said):
    """The Question that a canonical JSON object describes."""
    return Question(
        log=Log(said.get("log", "signups")),
        where=tuple(_filter(field, value) for field, value in said.get("filters", {}).items()),
        window=_span(said.get("window")),
        compare=_span(said.get("compare")),
        group_by=tuple(said.get("group_by", ())),
        top=said.get("top"),
        output=Output(said.get("output", "list")),
        format=Format(said["format"]) if "format" in said else None,
        metric=Metric(said["metric"]) if "metric" in said else None,
        count_of=said.get("count_of"),
        min_count=said.get("min_count"),
        show=said.get("show"),
    )


def _filter(field, value):
    if isinstance(value, dict):
        return Not(_filter(field, value["not"]))
    return OneOf(field, tuple(value)) if isinstance(value, list) else Is(field, value)


def _span(said):
    match said:
        case None:
            return None
        case {"last": seconds}:
            return Last(seconds)
        case {"named": period}:
            return Named(Period(period))
        case _:
            return Between(datetime.fromisoformat(said["from"]), datetime.fromisoformat(said["to"]))


# Answers


def numbers(answer):
    """The JSON of an answer without what depends on where its rows came from.

    Since when an incomplete log is known is one of those: a mirror may remember more than Graph can vouch for.
    """
    said = dict(answer.to_json())
    for where_from in ("source", "requests", "as_of", *([] if answer.complete else ["notes"])):
        said.pop(where_from)
    return rounded(said)


def rounded(said):
    """Numbers without the last bits of a sum's rounding."""
    if isinstance(said, float):
        return round(said, 12)
    if isinstance(said, dict):
        return {name: rounded(value) for name, value in said.items()}
    return [rounded(part) for part in said] if isinstance(said, list) else said


def differences(answer, expected):
    """Where an answer says something else than the recount, part by part; empty when all is equal."""
    said, expected = rounded(answer.to_json()), rounded(expected)
    wrong = {}
    for part in ("kind", "window", "totals", "rates", "funnel", "distinct", "compare"):
        found = said.get(part)
        if part == "compare" and found:
            found.pop("complete")
        if found != expected.get(part):
            wrong[part] = (found, expected.get(part))
    for part in ("groups", "rows"):
        wrong |= _differences_in_list(part, said.get(part), expected.get(part))
    return wrong


def _differences_in_list(part, found, wanted):
    if found is None or wanted is None:
        return {} if found == wanted else {part: (found, wanted)}
    cut = [{name: row.get(name) for name in like} for row, like in zip(found, wanted, strict=False)]
    if len(found) != len(wanted):
        return {part: (len(found), len(wanted))}
    return {f"{part}[{at}]": pair for at, pair in enumerate(zip(cut, wanted, strict=True)) if pair[0] != pair[1]}

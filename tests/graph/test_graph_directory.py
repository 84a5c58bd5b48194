"""Names and people of the tenant, read from the demo town and from answers of our own."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import orjson
import pytest
from graph_stand_ins import TENANT, Script, VirtualTime, client_for, page, refusal

from bot.demo.options import TenantOptions
from bot.demo.story.registrations import APPS, EXTENSIONS, TENANT_DOMAIN, TENANT_NAME, USER_FLOWS
from bot.demo.town import running_tenant
from bot.domain.accounts import Account
from bot.domain.tenancy import TenantKind
from bot.errors import GraphBusy, GraphRefused, GraphUnexpected, GraphUnreachable
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.graph.directory import GraphDirectory

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)
DENIED = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")


@contextmanager
def town(faults=""):
    options = TenantOptions(days=1, now=NOW, frozen=True, rows=200, throttle=False, faults=faults)
    with running_tenant(options) as tenant:
        time = VirtualTime()
        auth = GraphAuth(
            tenant_id=tenant.tenant_id,
            client_id=tenant.client_id,
            credential=ClientSecret(tenant.client_secret),
            graph_url=tenant.graph_url,
            login_url=tenant.login_url,
        )
        client = GraphClient(Channel(auth, budgets=Budgets(clock=time.clock, wait=time.wait)))
        try:
            yield tenant, GraphDirectory(client, tenant_id=tenant.tenant_id, clock=time.clock)
        finally:
            client.close()


class Registry:
    """A Graph that serves objects by path, or an answer of its own; `paths` are what was asked for."""

    def __init__(self, **answers):
        self.answers = {name.replace("_", "/"): answer for name, answer in answers.items()}
        self.paths = []

    def __call__(self, request):
        path = request.url.path.removeprefix("/v1.0/")
        self.paths.append(path)
        answer = self.answers.get(path, [])
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else page(answer)


@pytest.fixture
def directory_of(login, time):
    def build(graph, **options):
        return GraphDirectory(client_for(login, graph, time), tenant_id=TENANT, clock=time.clock, **options)

    return build


def test_the_tenant_is_known_by_kind_and_initial_domain():
    with town() as (tenant, directory):
        known = directory.tenant()

    assert (known.id, known.name, known.kind) == (tenant.tenant_id, TENANT_NAME, TenantKind.EXTERNAL)
    assert known.domain == TENANT_DOMAIN


def test_names_are_those_that_were_registered():
    with town() as (_, directory):
        names = directory.names()

    assert {app.name for app in APPS} | {"Microsoft Graph"} <= set(names.apps)
    assert set(names.flows) == {flow.name for flow in USER_FLOWS}
    assert set(names.extensions) == {extension.name for extension in EXTENSIONS}


def test_names_are_bound_to_ids_and_flows_to_the_apps_they_serve():
    with town() as (_, directory):
        bindings = directory.bindings()

    assert {name: bindings.apps[name] for name in (app.name.casefold() for app in APPS)} == {
        app.name.casefold(): (app.app_id,) for app in APPS
    }
    assert bindings.flows == {
        flow.name.casefold(): tuple(sorted(app.app_id for app in flow.apps)) for flow in USER_FLOWS
    }
    assert bindings.extensions == {e.name.casefold(): (e.extension_id,) for e in EXTENSIONS}
    assert bindings.extension_names == {e.extension_id: e.name for e in EXTENSIONS}
    assert all(bindings.app_names[app.app_id] == app.name for app in APPS)


def test_several_apps_of_one_name_are_all_meant_and_a_renamed_one_goes_by_its_own_name(directory_of):
    directory = directory_of(
        Registry(
            applications=[{"appId": "1", "displayName": "Store"}, {"appId": "2", "displayName": "STORE"}],
            servicePrincipals=[
                {"appId": "1", "displayName": "Old store"},
                {"appId": "3", "displayName": "store"},
                {"appId": "4", "displayName": None},
            ],
        )
    )

    assert directory.bindings().apps == {"store": ("1", "2", "3")}
    assert directory.bindings().app_names == {"1": "Store", "2": "STORE", "3": "store"}
    assert directory.names().apps == ("Store",)


@pytest.mark.parametrize(
    ("denied", "part", "permission", "others"),
    [
        pytest.param("applications", "apps", "Application.Read.All", ("flows", "extensions"), id="apps"),
        pytest.param("servicePrincipals", "apps", "Application.Read.All", ("flows", "extensions"), id="principals"),
        pytest.param(
            "identity/authenticationEventsFlows", "flows", "EventListener.Read.All", ("apps", "extensions"), id="flows"
        ),
        pytest.param(
            "identity/customAuthenticationExtensions",
            "extensions",
            "CustomAuthenticationExtension.Read.All",
            ("apps", "flows"),
            id="extensions",
        ),
    ],
)
def test_a_part_that_may_not_be_read_is_missing_with_its_reason_and_breaks_nothing(
    directory_of, denied, part, permission, others
):
    directory = directory_of(Registry(**{denied.replace("/", "_"): DENIED}))

    names = directory.names()

    assert getattr(names, part) is None
    assert [getattr(names, other) for other in others] == [(), ()]
    assert list(directory.missing) == [part]
    assert permission in directory.missing[part]
    assert getattr(directory.bindings(), part) == {}


def test_a_tenant_that_may_not_be_read_is_of_unknown_kind(directory_of):
    directory = directory_of(Registry(organization=DENIED))

    assert (directory.tenant().id, directory.tenant().kind) == (TENANT, TenantKind.UNKNOWN)
    assert "Organization.Read.All" in directory.missing["tenant"]


def test_everything_denied_leaves_names_unknown():
    with town("403-denied") as (_, directory):
        names = directory.names()
        bindings = directory.bindings()

    assert (names.apps, names.flows, names.extensions) == (None, None, None)
    assert bindings.apps == {}


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault) for fault in ("429", "503", "drop", "truncate")])
def test_passing_trouble_changes_nothing(fault):
    with town(fault) as (_, directory), town() as (_, untroubled):
        assert directory.names() == untroubled.names()
        assert directory.bindings() == untroubled.bindings()


def test_parts_are_kept_for_minutes(directory_of, time):
    registry = Registry(applications=[{"appId": "1", "displayName": "Store"}])
    directory = directory_of(registry, seconds=600.0)
    directory.names()
    asked = len(registry.paths)

    directory.names()
    directory.bindings()
    assert len(registry.paths) == asked

    time.now += 600.0
    registry.answers["applications"] = [{"appId": "1", "displayName": "Shop"}]
    assert directory.names().apps == ("Shop",)


def test_a_permission_that_was_granted_is_felt_within_a_minute(directory_of, time):
    registry = Registry(applications=DENIED)
    directory = directory_of(registry, seconds_refused=60.0)
    directory.names()

    registry.answers["applications"] = []
    time.now += 60.0

    assert directory.names().apps == ()
    assert directory.missing == {}


def test_a_refresh_reads_all_parts_at_once_so_that_names_need_not_wait(directory_of):
    registry = Registry()
    directory = directory_of(registry)
    registry.answers["organization"] = [{"id": TENANT}]
    directory.refresh()
    asked = len(registry.paths)

    directory.tenant()
    directory.names()
    directory.bindings()

    assert len(registry.paths) == asked == 5


def test_names_that_were_read_are_known_without_asking(directory_of):
    registry = Registry(applications=[{"appId": "1", "displayName": "Store"}])
    directory = directory_of(registry)

    assert directory.known_names().apps is None
    assert registry.paths == []

    directory.names()
    registry.answers["applications"] = httpx.ConnectError("gone")
    assert directory.known_names().apps == ("Store",)


def test_only_the_parts_a_question_needs_are_read_and_what_they_cost_is_recorded(directory_of):
    registry = Registry(**{"identity/authenticationEventsFlows": [{"id": "1", "displayName": "Shop"}]})
    directory = directory_of(registry)
    calls = []

    bindings = directory.bindings(("flows",), calls=calls)

    assert bindings.flow_names == {"shop": "Shop"}
    assert [urlsplit(call.url).path for call in calls] == [
        "/v1.0/identity/authenticationEventsFlows",
        "/v1.0/identity/authenticationEventsFlows/1/conditions/applications/includeApplications",
    ]


def test_a_missing_part_is_named_in_the_bindings_that_need_it(directory_of):
    directory = directory_of(Registry(applications=DENIED))

    assert list(directory.bindings(("apps",)).missing) == ["apps"]
    assert directory.bindings(("flows",)).missing == {}


def test_a_graph_that_is_gone_leaves_the_last_names_in_place(directory_of, time):
    registry = Registry(applications=[{"appId": "1", "displayName": "Store"}])
    directory = directory_of(registry)
    directory.names()

    registry.answers["applications"] = httpx.ConnectError("gone")
    time.now += 10_000.0

    assert directory.names().apps == ("Store",)
    assert directory.bindings().apps == {"store": ("1",)}


def test_a_graph_that_was_never_there_leaves_names_unknown_but_binds_nothing_by_guess(directory_of):
    directory = directory_of(Registry(applications=httpx.ConnectError("gone")))

    assert directory.names().apps is None
    with pytest.raises(GraphUnreachable):
        directory.bindings()


def emails_of(user):
    local = [entry["issuerAssignedId"] for entry in user["identities"] if entry["signInType"] == "emailAddress"]
    return {text.casefold() for text in [user.get("mail"), *user.get("otherMails", []), *local] if text}


def test_accounts_are_found_by_every_address_they_have_whatever_its_case():
    with town() as (tenant, directory):
        users = [user for user in tenant.story.users if user["createdDateTime"] <= NOW.isoformat()]
        expected = {}
        for user in users:
            account = Account(user["id"], datetime.fromisoformat(user["createdDateTime"]))
            for address in emails_of(user):
                known = expected.get(address)
                expected[address] = min(filter(None, (known, account)), key=lambda one: one.created)
        wanted = dict(list(expected.items())[:90])
        calls = []

        found = directory.accounts([address.upper() for address in wanted] + ["nobody@example.com"], calls=calls)

    assert found == wanted | {"nobody@example.com": None}
    assert len(wanted) == 90
    assert len(calls) < 10, "20 questions go in one request"


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault) for fault in ("429", "503")])
def test_accounts_are_found_in_spite_of_trouble_inside_a_batch(fault):
    with town(fault) as (tenant, directory):
        addresses = sorted({address for user in tenant.story.users[:30] for address in emails_of(user)})

        found = directory.accounts(addresses, calls=[])

    assert all(found.values())
    assert len(found) == len(addresses)


def batched(request):
    """The filters inside a batch, by id."""
    items = orjson.loads(request.content)["requests"]
    return {item["id"]: parse_qs(urlsplit(item["url"]).query)["$filter"][0] for item in items}


def answering(respond):
    """A Graph whose every batched question is answered by `respond(filter)`."""

    def graph(request):
        if not request.url.path.endswith("$batch"):
            return page([{"id": TENANT, "verifiedDomains": [{"name": "contoso.example", "isInitial": True}]}])
        responses = [
            {"id": number, "status": 200, "body": {"value": respond(text)}} for number, text in batched(request).items()
        ]
        return httpx.Response(200, json={"responses": responses[::-1]})

    return graph


def test_an_address_with_a_quote_cannot_break_out_of_its_filter(directory_of):
    asked = []
    directory = directory_of(answering(lambda text: asked.append(text) or []))

    directory.accounts(["o'x') or (1 eq 1"], calls=[])

    assert asked == [
        "identities/any(c:c/issuerAssignedId eq 'o''x'') or (1 eq 1' and c/issuer eq 'contoso.example')",
        "mail eq 'o''x'') or (1 eq 1' or otherMails/any(o:o eq 'o''x'') or (1 eq 1')",
    ]


def test_filters_keep_to_graphs_limits(directory_of):
    asked = []
    directory = directory_of(answering(lambda text: asked.append(text) or []))
    people = [f"{'long' * 15}{number}@example.com" for number in range(100)]

    directory.accounts(people, calls=[])

    assert all(len(re.findall(r" eq ", text)) <= 15 and len(text) < 1_800 for text in asked)
    assert all(any(f"mail eq '{person}'" in text for text in asked) for person in people)


def test_the_oldest_of_several_accounts_is_told(directory_of):
    users = [
        {"id": "young", "createdDateTime": "2026-02-01T00:00:00Z", "mail": "A@x.example"},
        {"id": "old", "createdDateTime": "2025-02-01T00:00:00Z", "otherMails": ["a@X.example"]},
        {"id": "stranger", "createdDateTime": "2020-02-01T00:00:00Z", "mail": "b@x.example"},
        {
            "id": "federated",
            "createdDateTime": "2021-02-01T00:00:00Z",
            "identities": [{"signInType": "federated", "issuerAssignedId": "a@x.example"}],
        },
    ]
    directory = directory_of(answering(lambda _: users))

    assert directory.accounts(["a@x.example"], calls=[]) == {
        "a@x.example": Account("old", datetime(2025, 2, 1, tzinfo=UTC))
    }


def test_an_account_without_a_date_is_older_than_any_attempt(directory_of):
    directory = directory_of(answering(lambda _: [{"id": "1", "createdDateTime": None, "mail": "a@x.example"}]))

    assert directory.accounts(["a@x.example"], calls=[])["a@x.example"].created.year == 2018


def test_nobody_asked_for_is_nobody_looked_up(directory_of):
    graph = Script(page([{"id": TENANT}]))

    assert directory_of(graph).accounts([], calls=[]) == {}
    assert all("users" not in unquote(str(request.url)) for request in graph.requests)


@pytest.mark.parametrize(
    ("item", "error"),
    [
        pytest.param(
            {"status": 403, "body": {"error": {"code": "Authorization_RequestDenied"}}}, GraphRefused, id="403"
        ),
        pytest.param(
            {"status": 429, "headers": {"retry-after": "9000"}, "body": {}}, GraphBusy, id="throttled for long"
        ),
        pytest.param({"status": 503, "body": {}}, GraphBusy, id="503 for ever"),
        pytest.param({"id": "other"}, GraphUnexpected, id="no answer"),
    ],
)
def test_trouble_inside_a_batch_is_told_like_any_other(directory_of, item, error):
    def graph(request):
        if not request.url.path.endswith("$batch"):
            return page([{"id": TENANT}])
        responses = [{"id": number, **item} for number in batched(request)]
        return httpx.Response(200, json={"responses": responses})

    with pytest.raises(error):
        directory_of(graph).accounts(["a@x.example"], calls=[])


def test_only_what_failed_in_a_batch_is_asked_again_and_after_the_time_named(directory_of, time):
    rounds = []

    def graph(request):
        if not request.url.path.endswith("$batch"):
            return page([{"id": TENANT}])
        rounds.append(list(batched(request)))
        first = {"id": "0", "status": 429, "headers": {"Retry-After": "11"}, "body": {}}
        good = [{"id": number, "status": 200, "body": {"value": []}} for number in rounds[-1]]
        return httpx.Response(200, json={"responses": [first, *good[1:]] if len(rounds) == 1 else good})

    directory_of(graph).accounts(["a@x.example"], calls=[])

    assert rounds == [["0", "1"], ["0"]]
    assert time.now == pytest.approx(1_011.0)


def test_further_pages_inside_a_batch_are_read_too(directory_of):
    link = "https://graph.microsoft.com/v1.0/users?$skiptoken=x"
    old = {"id": "old", "createdDateTime": "2024-01-01T00:00:00Z", "mail": "a@x.example"}

    def graph(request):
        if request.url.path.endswith("$batch"):
            body = {"value": [], "@odata.nextLink": link}
            return httpx.Response(
                200, json={"responses": [{"id": number, "status": 200, "body": body} for number in batched(request)]}
            )
        return page([old] if "skiptoken" in str(request.url) else [{"id": TENANT}])

    assert directory_of(graph).accounts(["a@x.example"], calls=[])["a@x.example"].id == "old"

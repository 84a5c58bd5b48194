"""Names of the tenant: read, kept, bound to ids, and missing where they may not be read."""

from urllib.parse import urlsplit

import httpx
import pytest
from directory_in_town import DENIED, Registry, town
from graph_stand_ins import TENANT

from bot.demo.story.registrations import APPS, EXTENSIONS, TENANT_DOMAIN, TENANT_NAME, USER_FLOWS
from bot.domain.tenancy import TenantKind
from bot.errors import GraphUnreachable


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


def test_a_part_that_cannot_be_read_now_keeps_no_other_from_being_refreshed(directory_of):
    registry = Registry(organization=httpx.ConnectError("gone"), applications=[{"appId": "1", "displayName": "Store"}])
    directory = directory_of(registry)

    with pytest.raises(GraphUnreachable):
        directory.refresh()
    assert directory.known_names().apps == ("Store",)


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

"""Who somebody is, on the demo tenant over real HTTP: equal to its raw rows, masked, and partial where it must be."""

from contextlib import contextmanager
from zoneinfo import ZoneInfo

import httpx
import pytest
from desk_town import NOW, desks_on, question_of

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.masks import masked_address, masked_phone
from bot.domain.people import Identity, Person
from bot.errors import QuestionError
from bot.render import Renderer

UTC_ZONE = ZoneInfo("UTC")
STAFF = "mira.almeida@contosotown.onmicrosoft.com"


def whois(desk, who, **more):
    return desk.answer(question_of({"log": "user", "filters": {"user": who}} | more), UTC_ZONE)


@pytest.fixture(scope="module")
def raw(tenant):
    """Reads Graph's own rows, with nothing of ours in between."""
    form = {
        "grant_type": "client_credentials",
        "client_id": tenant.client_id,
        "client_secret": tenant.client_secret,
        "scope": "https://graph.microsoft.com/.default",
    }
    with httpx.Client(base_url=tenant.graph_url, timeout=60) as http:
        token = http.post(f"/{tenant.tenant_id}/oauth2/v2.0/token", data=form).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield lambda path: http.get(path).raise_for_status().json()


@contextmanager
def desk_with(faults, folder):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults=faults)
    with running_tenant(options) as running, desks_on(running, folder) as desks:
        yield desks.new()


def test_every_request_that_was_made_is_told(tmp_path):
    with desk_with("", tmp_path) as desk:
        answer = whois(desk, STAFF)
        made = [request.target for request in desk.tenant.requests if request.target.startswith(("/v1.0/", "/beta/"))]

    assert [call.url.removeprefix(desk.tenant.graph_url) for call in answer.requests] == made
    assert "/v1.0/organization" in made


def test_a_page_says_of_an_account_what_graph_does(filled, raw):
    account = raw(f"/v1.0/users/{STAFF}?$select=id,accountEnabled,createdDateTime,signInActivity")
    listed = raw(f"/v1.0/users/{account['id']}/authentication/methods")["value"]

    (row,) = whois(filled, STAFF).to_json()["rows"]

    assert row["id"] == account["id"]
    assert row["enabled"] is account["accountEnabled"]
    assert row["created"].replace("+00:00", "Z") == account["createdDateTime"]
    seen = account["signInActivity"]["lastSuccessfulSignInDateTime"]
    assert row["last_successful_sign_in"].replace("+00:00", "Z") == seen
    assert len(row["auth_methods"]) == len(listed)
    assert row["provider"] == ["this tenant"]


def test_everybody_at_risk_is_shown_with_their_risk(filled, raw):
    for risky in raw("/v1.0/identityProtection/riskyUsers")["value"]:
        (row,) = whois(filled, risky["id"]).to_json()["rows"]

        assert (row["risk"]["risk_level"], row["risk"]["risk_state"]) == (risky["riskLevel"], risky["riskState"])


def test_somebody_nothing_was_ever_held_against_is_known_to_have_no_risk(filled, raw):
    risky = {row["id"] for row in raw("/v1.0/identityProtection/riskyUsers")["value"]}
    spared = next(row["id"] for row in raw("/v1.0/users?$select=id&$top=50")["value"] if row["id"] not in risky)

    (row,) = whois(filled, spared).to_json()["rows"]

    assert row["risk"] is None


def test_phones_and_addresses_of_methods_never_leave_unmasked(filled, raw):
    listed = raw(f"/v1.0/users/{STAFF}/authentication/methods")["value"]
    secrets = [row[name] for row in listed for name in ("phoneNumber", "emailAddress") if row.get(name)]

    answer = whois(filled, STAFF)
    said = f"{answer.to_json()} {Renderer().answer(answer, heading='Person')}"

    assert secrets
    assert not [secret for secret in secrets if secret in said]


def test_a_customer_is_found_by_the_address_they_signed_up_with_and_their_tries_are_counted(filled, town):
    known = {one.casefold() for user in town.users for one in [user.get("mail") or ""]}
    tried = {row["signUpIdentity"]["signUpIdentifier"] for row in town.rows if row["signUpIdentity"]}
    who = sorted(text for text in tried if text and text.casefold() in known)[0]
    asked = {"log": "signups", "filters": {"user": who}, "window": {"last": 7 * 86_400}}

    answer = whois(filled, who)
    expected = filled.answer(question_of(asked), UTC_ZONE)

    assert answer.accounts == 1
    assert answer.tries == expected.totals.attempts
    assert answer.sign_ups == expected.rows[:5]


def test_sign_ins_failures_and_changes_are_those_that_the_logs_tell(filled, raw):
    who = raw(f"/v1.0/users/{STAFF}?$select=id")["id"]
    week = {"window": {"last": 7 * 86_400}}
    tried = filled.answer(question_of({"log": "signins", "filters": {"user": who}} | week), UTC_ZONE).rows
    done = filled.answer(question_of({"log": "audit", "filters": {"target": who}, "top": 5} | week), UTC_ZONE).rows
    failed = [row.id for row in tried if row.status == "failed"][:5]

    answer = whois(filled, STAFF)

    assert failed
    assert [row.id for row in answer.sign_ins[:5]] == [row.id for row in tried[:5]]
    assert [row.id for row in answer.sign_ins if row.status == "failed"] == failed
    assert answer.changes == done
    assert "wrong (50126). Next:" in Renderer().answer(answer, heading="Person").text


def test_a_log_that_may_not_be_read_costs_a_page_that_log_alone(tmp_path):
    with desk_with("403-consent", tmp_path) as desk:
        answer = whois(desk, STAFF)

    assert (answer.accounts, answer.sign_ups, answer.sign_ins, answer.changes) == (1, None, None, None)
    assert {"Sign-ups", "Sign-ins", "Changes"} <= {note.split()[0] for note in answer.notes}


def test_nobody_found_still_tells_their_sign_ups_and_what_to_try(filled):
    answer = whois(filled, "nobody.at.all@example.com")
    message = Renderer().answer(answer, heading="Person")

    assert (answer.accounts, answer.tries) == (0, 0)
    assert "Nobody in the directory answers to “nobody.at.all@example.com”" in message.text
    assert "deleted account" in message.text


def test_all_accounts_that_answer_to_a_name_are_listed(filled, raw):
    names = [row["displayName"] for row in raw("/v1.0/users?$select=displayName&$top=999")["value"]]
    shared = next(name for name in names if names.count(name) == 2)

    answer = whois(filled, shared)

    assert answer.accounts == len(answer.pages) == 2
    assert {page.person.name for page in answer.pages} == {shared}


@pytest.mark.parametrize(
    ("fault", "permission", "lost", "kept"),
    [
        pytest.param(
            "no-UserAuthenticationMethod.Read.All",
            "UserAuthenticationMethod.Read.All",
            "auth_methods",
            "risk",
            id="methods",
        ),
        pytest.param("no-IdentityRiskyUser.Read.All", "IdentityRiskyUser.Read.All", "risk", "auth_methods", id="risk"),
        pytest.param("no-p2", "P2 licence", "risk", "last_sign_in", id="no P2"),
        pytest.param("403-licence", "P1 or P2 licence", "last_sign_in", "auth_methods", id="no licence"),
    ],
)
def test_a_part_that_may_not_be_read_is_missing_alone_and_named(tmp_path, fault, permission, lost, kept):
    with desk_with(fault, tmp_path) as desk:
        answer = whois(desk, STAFF)

    (row,) = answer.to_json()["rows"]
    assert lost not in row
    assert kept in row
    assert not answer.complete
    assert any(permission in note for note in answer.notes)


@pytest.mark.parametrize(("facet", "there"), [("auth_methods", {"auth_methods"}), ("provider", set())])
def test_a_facet_reads_no_more_than_it_shows(filled, facet, there):
    answer = whois(filled, STAFF, show=facet)

    (row,) = answer.to_json()["rows"]
    assert {"auth_methods", "risk", "last_sign_in"} & row.keys() == there
    assert answer.sign_ups is None


@pytest.mark.parametrize("who", ["me", "slack:U123", {"not": STAFF}, [STAFF, "b@x.com"]])
def test_who_cannot_be_known_here_is_asked_for(filled, who):
    with pytest.raises(QuestionError) as told:
        whois(filled, who)

    assert told.value.suggestions == ("/whois jane@contoso.com",)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+1 2065550188", "+** *** **88"), ("110", "+** *** **"), ("", "+** *** **")],
)
def test_a_phone_number_shows_two_digits_at_most(number, shown):
    assert masked_phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("jane@contoso.com", "j***@contoso.com"), ("@x.com", "***@x.com"), ("jane", "j***"), ("", "***")],
)
def test_an_address_shows_its_first_letter_and_domain(address, shown):
    assert masked_address(address) == shown


def test_a_social_account_is_proved_by_its_provider():
    person = Person(id="1", name="", principal="", mail="", identities=(Identity("federated", "google.com", "1234"),))

    assert person.providers == ("google.com",)
    assert person.addresses == ()

"""Accounts by their addresses, in batches: quoted, limited, retried and paged."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import orjson
import pytest
from directory_in_town import NOW, town
from graph_stand_ins import TENANT, Script, page

from bot.domain.accounts import Account
from bot.errors import GraphBusy, GraphRefused, GraphUnexpected


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

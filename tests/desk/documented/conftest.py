"""Questions in words, asked of three weeks in which everything that is asked about happens."""

from urllib.parse import unquote

import event_recount as recount
import pytest
from desk_town import NOW, desks_on, raw_rows, signed_in
from documented_logs import BERLIN, MONTH, NAMES, Raw

from bot.language.parser import parse


@pytest.fixture(scope="session")
def tenant(three_weeks):
    """Three weeks, in which everything that is asked about happens."""
    return three_weeks


@pytest.fixture(scope="session")
def desks(tenant, tmp_path_factory):
    with desks_on(tenant, tmp_path_factory.mktemp("documented")) as made:
        yield made


@pytest.fixture(scope="session")
def raw(tenant):
    with signed_in(tenant) as http:
        since = f"{NOW - MONTH:%Y-%m-%dT%H:%M:%SZ}"
        beta = f"/beta/auditLogs/signIns?$filter=createdDateTime ge {since}"
        return Raw(
            recount.each_once(raw_rows(http, beta)),
            [
                row
                for kind in ("servicePrincipal", "managedIdentity")
                for row in raw_rows(http, f"{beta} and signInEventTypes/any(t: t eq '{kind}')")
            ],
            raw_rows(http, f"/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge {since}"),
            raw_rows(http, f"/v1.0/auditLogs/provisioning?$top=1000&$filter=activityDateTime gt {since}"),
        )


@pytest.fixture(scope="session")
def asked(desks):
    """Reads a text, checks the question, and answers it from Graph: the JSON, and the filters that Graph was sent."""

    def ask(text, said):
        question = parse(text, NOW, BERLIN, NAMES).question
        assert question.to_json() == {"filters": {}, "output": "list"} | said
        answer = desks.new().answer(question, BERLIN)
        return answer.to_json(), [unquote(call.url) for call in answer.requests if "auditLogs/" in call.url]

    return ask

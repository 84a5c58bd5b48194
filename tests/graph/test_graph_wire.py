"""Graph's JSON becomes events, whatever Graph adds or leaves out."""

import orjson
import pytest
from graph_stand_ins import at, row

from bot.domain.events import AppliedExtension, SignUpEvent
from bot.domain.question import Log
from bot.errors import GraphUnexpected
from bot.graph.wire import READERS, read_rows, read_sign_up
from bot.planning.catalogue import LOGS

WHOLE = {
    "@odata.type": "#microsoft.graph.selfServiceSignUp",
    "id": "921e63bd-a516-4976-a537-a6710d6a0000",
    "createdDateTime": "2024-10-15T01:58:09.287604Z",
    "correlationId": "f4414243-b0ee-4030-9c0c-d661c716a6b8",
    "appId": "94559aba-b733-468e-aaec-44cc4e7f0b58",
    "appDisplayName": "TestApp4",
    "signUpStage": "userCreation",
    "signUpIdentityProvider": "Email OTP",
    "userId": "9fb7a577-9469-4489-912d-bc58a5bca276",
    "signUpIdentity": {"signUpIdentifier": "testuser@fabrikam.com", "signUpIdentifierType": "emailAddress"},
    "status": {"errorCode": 399279, "failureReason": "It broke.", "additionalDetails": "Twice."},
    "appliedEventListeners": [
        {
            "eventType": "attributeCollectionSubmit",
            "executedListenerId": "listener-1",
            "handlerResult": {
                "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
                "customExtensionId": "extension-1",
                "errorCode": 1003,
                "httpStatus": 500,
                "numberOfAttempts": 2,
            },
        }
    ],
}


def test_every_member_of_a_row_is_read():
    assert read_sign_up(WHOLE) == SignUpEvent(
        id="921e63bd-a516-4976-a537-a6710d6a0000",
        at=at("2024-10-15T01:58:09.287604"),
        correlation_id="f4414243-b0ee-4030-9c0c-d661c716a6b8",
        app_id="94559aba-b733-468e-aaec-44cc4e7f0b58",
        app_name="TestApp4",
        stage="userCreation",
        provider="Email OTP",
        identifier="testuser@fabrikam.com",
        identifier_type="emailAddress",
        error_code=399279,
        failure_reason="It broke.",
        additional_details="Twice.",
        user_id="9fb7a577-9469-4489-912d-bc58a5bca276",
        extensions=(
            AppliedExtension(
                event_type="attributeCollectionSubmit",
                extension_id="extension-1",
                listener_id="listener-1",
                error_code=1003,
                http_status=500,
            ),
        ),
    )


def test_the_row_is_kept_as_graph_sent_it():
    sent = WHOLE | {"riskScore": {"level": "new"}}

    assert orjson.loads(read_sign_up(sent).raw) == sent


@pytest.mark.parametrize("value", [pytest.param(None, id="null"), pytest.param(..., id="missing")])
@pytest.mark.parametrize(
    "member",
    [pytest.param(name, id=name) for name in WHOLE if name not in ("id", "createdDateTime")],
)
def test_a_row_survives_without(member, value):
    left = WHOLE | {member: value}
    if value is ...:
        del left[member]

    assert read_sign_up(left).id == WHOLE["id"]


def test_a_bare_row_has_no_error_and_a_stage_that_says_it_has_no_name():
    event = read_sign_up({"id": "1", "createdDateTime": "2026-11-10T10:00:00Z"})

    assert (event.error_code, event.stage, event.correlation_id) == (0, "unknownFutureValue", "")


@pytest.mark.parametrize(
    ("members", "found"),
    [
        pytest.param({"userId": "new"}, "new", id="today"),
        pytest.param({"userSnapshot": {"userId": "old"}}, "old", id="until 2025"),
        pytest.param({"userId": None, "userSnapshot": {"userId": "old"}}, "old", id="both, one null"),
        pytest.param({"userId": "new", "userSnapshot": {"userId": "old"}}, "new", id="both"),
        pytest.param({"userSnapshot": None}, None, id="neither"),
    ],
)
def test_the_user_is_read_under_both_names(members, found):
    assert read_sign_up(row(1, **members)).user_id == found


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2026-11-10T10:00:00Z", "2026-11-10T10:00:00", id="whole seconds"),
        pytest.param("2026-11-10T10:00:00.287604Z", "2026-11-10T10:00:00.287604", id="six digits"),
        pytest.param("2026-11-10T10:00:00.2876049Z", "2026-11-10T10:00:00.287604", id="seven digits"),
        pytest.param("2026-11-10T10:00:00.5Z", "2026-11-10T10:00:00.500000", id="one digit"),
        pytest.param("2026-11-10T12:30:00+02:30", "2026-11-10T10:00:00", id="an offset"),
        pytest.param("2026-11-10T10:00:00", "2026-11-10T10:00:00", id="no zone"),
    ],
)
def test_times_are_read_as_utc(text, moment):
    assert read_sign_up(row(1, at=text)).at == at(moment)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param({"createdDateTime": "2026-11-10T10:00:00Z"}, "no id", id="no id"),
        pytest.param({"id": "", "createdDateTime": "2026-11-10T10:00:00Z"}, "no id", id="an empty id"),
        pytest.param({"id": "1"}, "no createdDateTime", id="no time"),
        pytest.param({"id": "1", "createdDateTime": "soon"}, "soon", id="a time that is none"),
        pytest.param(row(1, status={"errorCode": "many"}), "many", id="a code that is no number"),
        pytest.param(row(1, status=["?"]), "cannot be read", id="a status of another shape"),
        pytest.param("row", "cannot be read", id="no object"),
    ],
)
def test_a_row_that_cannot_be_counted_rightly_stops_the_reading(broken, reason):
    with pytest.raises(GraphUnexpected, match="A row of the signups log cannot be read") as unexpected:
        read_rows(Log.SIGN_UPS, [row(1), broken])

    assert reason in unexpected.value.message


def test_every_log_that_has_a_place_in_graph_has_a_reader():
    assert set(READERS) == set(LOGS)

"""Names become ids; names nobody knows are refused with what comes near, and people the log cannot know too."""

import pytest

from bot.domain.guids import is_guid
from bot.domain.question import Is, Log, Not, OneOf, Question
from bot.domain.tenancy import Bindings
from bot.errors import GraphRefused, Mistake, QuestionError
from bot.planning.binding import bind, parts_needed

APP, OTHER_APP = "5d3f1c0a-2b64-4e1e-9f52-7a90c1d4e611", "9a27e6b4-0c8d-4f3b-8d15-3e6f2a7b5c22"
EXTENSION = "3c1d7a52-5f0e-4a4e-8f5b-0b1a52b1c0d1"
BINDINGS = Bindings(
    apps={"contoso store": (APP,), "twins": (APP, OTHER_APP)},
    flows={"shop sign-up": (APP, OTHER_APP), "unused": ()},
    extensions={"postcode check": (EXTENSION,)},
)


def bound(*where, bindings=BINDINGS):
    return bind(Question(log=Log.SIGN_UPS, where=where), bindings)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(Is("app", "Contoso Store"), Is("app", APP), id="an app"),
        pytest.param(Is("app", "CONTOSO store"), Is("app", APP), id="in any case"),
        pytest.param(Is("app", "Twins"), OneOf("app", (APP, OTHER_APP)), id="a name that two apps have"),
        pytest.param(OneOf("app", ("Twins", "Contoso Store")), OneOf("app", (APP, OTHER_APP)), id="each id once"),
        pytest.param(Not(Is("app", "Contoso Store")), Not(Is("app", APP)), id="all but an app"),
        pytest.param(Is("app", APP.upper()), Is("app", APP), id="an id, as Graph writes it"),
        pytest.param(Is("user_flow", "Shop sign-up"), OneOf("app", (APP, OTHER_APP)), id="a flow is its apps"),
        pytest.param(Is("user_flow", "Unused"), OneOf("app", ()), id="a flow without apps is none, not an error"),
        pytest.param(Is("extension", "Postcode check"), Is("extension", EXTENSION), id="an extension"),
        pytest.param(Is("extension", value=True), Is("extension", value=True), id="any extension"),
        pytest.param(Is("extension", "emailOtpSend"), Is("extension", "emailOtpSend"), id="a kind of extension"),
        pytest.param(
            Is("correlation_id", "F4414243-B0EE-4030-9C0C-D661C716A6B8"),
            Is("correlation_id", "f4414243-b0ee-4030-9c0c-d661c716a6b8"),
            id="a correlation id, as Graph writes it",
        ),
        pytest.param(Is("user", "Jane@x.com"), Is("user", "Jane@x.com"), id="an address stays as it is"),
        pytest.param(Is("user", EXTENSION.upper()), Is("user_id", EXTENSION), id="an object id is another column"),
        pytest.param(Is("status", "failed"), Is("status", "failed"), id="what is no name"),
    ],
)
def test_names_become_ids(condition, expected):
    assert bound(condition) == (expected,)


@pytest.mark.parametrize(
    ("condition", "placeholder"),
    [
        (Is("app", "Store"), Is("app", "{appId:Store}")),
        (Is("user_flow", "Shop"), Is("app", "{appId of flow:Shop}")),
        (Is("extension", "Check"), Is("extension", "{extensionId:Check}")),
        (Is("app", APP), Is("app", APP)),
    ],
)
def test_where_nobody_may_be_asked_names_stay_readable(condition, placeholder):
    assert bound(condition, bindings=None) == (placeholder,)


@pytest.mark.parametrize(
    ("condition", "kind", "near"),
    [
        pytest.param(Is("app", "Contoso Stor"), Mistake.UNKNOWN_APP, ("contoso store",), id="an app, nearly"),
        pytest.param(Is("app", "Zebra"), Mistake.UNKNOWN_APP, (), id="an app, not at all"),
        pytest.param(Is("user_flow", "Shop signup"), Mistake.UNKNOWN_VALUE, ("shop sign-up",), id="a flow"),
        pytest.param(Is("extension", "Postcode chek"), Mistake.UNKNOWN_VALUE, ("postcode check",), id="an extension"),
    ],
)
def test_a_name_nobody_knows_is_refused_and_never_corrected(condition, kind, near):
    with pytest.raises(QuestionError) as refused:
        bound(condition)

    assert (refused.value.kind, refused.value.suggestions) == (kind, near)
    assert refused.value.word == condition.value


def test_where_names_may_not_be_read_the_reason_is_told():
    with pytest.raises(GraphRefused) as refused:
        bound(Is("app", "Store"), bindings=Bindings(missing={"apps": "Grant Application.Read.All."}))

    assert refused.value.remedy == "Grant Application.Read.All."


@pytest.mark.parametrize("who", ["Jane Doe", "me", "slack:U123"])
def test_people_the_log_cannot_know_are_refused(who):
    with pytest.raises(QuestionError) as refused:
        bound(Is("user", who))

    assert (refused.value.kind, refused.value.word) == (Mistake.BAD_VALUE, who)


def test_addresses_and_object_ids_together_are_refused_rather_than_half_answered():
    with pytest.raises(QuestionError) as refused:
        bound(OneOf("user", ("jane@x.com", EXTENSION)))

    assert refused.value.kind is Mistake.CONFLICT


def test_names_that_are_counted_are_read_too():
    assert parts_needed(Question(log=Log.SIGN_UPS, count_of="user_flow")) == {"flows"}
    assert parts_needed(Question(log=Log.SIGN_UPS, count_of="user")) == set()


@pytest.mark.parametrize(
    ("where", "group_by", "parts"),
    [
        pytest.param((), (), set(), id="nothing named"),
        pytest.param((Is("app", "Store"),), (), {"apps"}, id="an app by name"),
        pytest.param((Is("app", APP),), (), set(), id="an app by id"),
        pytest.param((Is("user_flow", "Shop"),), (), {"flows"}, id="a flow"),
        pytest.param((Is("extension", value=True),), (), set(), id="any extension"),
        pytest.param((Is("extension", "tokenIssuanceStart"),), (), set(), id="a kind of extension"),
        pytest.param((OneOf("extension", ("Check", "emailOtpSend")),), (), {"extensions"}, id="one of them by name"),
        pytest.param((), ("app", "day"), {"apps"}, id="apps to show"),
        pytest.param((), ("user_flow", "extension"), {"flows", "extensions"}, id="flows and extensions to show"),
    ],
)
def test_only_the_names_a_question_needs_are_read(where, group_by, parts):
    assert parts_needed(Question(log=Log.SIGN_UPS, where=where, group_by=group_by)) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (APP, True),
        (APP.upper(), True),
        (APP.replace("-", ""), False),
        ("{" + APP + "}", False),
        ("jane@x.com", False),
        ("", False),
        (True, False),
        (50181, False),
    ],
)
def test_an_object_id_is_told_by_its_form(text, expected):
    assert is_guid(text) is expected

"""Activities by the words of a question, and changes as a person reads them."""

from datetime import UTC, datetime

import pytest

from bot.domain.activities import ACTIVITIES, activity_keys
from bot.domain.audits import AuditEvent, AuditStatus, Target
from bot.domain.changed import Change, plain
from bot.domain.fields import FIELDS
from bot.domain.fields.audit import ACTIVITIES as WORDS
from bot.domain.provisioning import ProvisioningEvent, ProvisioningStatus
from bot.domain.question import Log

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def audit(**members):
    return AuditEvent(**({"id": "1", "at": NOON, "correlation_id": "c", "activity": "Add user"} | members))


def carried(**members):
    return ProvisioningEvent(**({"id": "1", "at": NOON, "action": "create"} | members))


def test_every_activity_a_question_knows_has_names_in_the_log():
    assert tuple(ACTIVITIES) == WORDS


def test_the_words_of_the_question_are_those_of_the_events():
    assert FIELDS[Log.AUDIT]["status"].values == tuple(AuditStatus)
    assert FIELDS[Log.PROVISIONING]["status"].values == tuple(ProvisioningStatus)


@pytest.mark.parametrize("key", ACTIVITIES)
def test_each_name_of_an_activity_is_that_activity(key):
    assert all(key in activity_keys(name) for name in ACTIVITIES[key].names)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        pytest.param("Add user", {"user_created"}, id="as it stands"),
        pytest.param("ADD USER", {"user_created"}, id="in any case"),
        pytest.param("Add user sponsor", {"user_created"}, id="by its beginning"),
        pytest.param("Reset password (by admin)", {"password_reset"}, id="by an administrator"),
        pytest.param("Change password (self-service)", {"password_changed"}, id="by oneself"),
        pytest.param("Set force change user password", set(), id="a password that is to be changed is not changed yet"),
        pytest.param("Add service principal", {"sp_created"}, id="a service principal"),
        pytest.param("Add service principal credentials", {"app_credentials_changed"}, id="its credentials"),
        pytest.param("Remove service principal", {"sp_deleted"}, id="a service principal gone"),
        pytest.param("Remove service principal credentials", {"app_credentials_changed"}, id="its credentials gone"),
        pytest.param("Update application", {"app_updated"}, id="an application"),
        pytest.param(
            "Update application – Certificates and secrets management ",
            {"app_updated", "app_credentials_changed"},
            id="with an en dash",
        ),
        pytest.param(
            "update application - certificates and secrets management",
            {"app_updated", "app_credentials_changed"},
            id="with a hyphen",
        ),
        pytest.param("Hard Delete application", {"app_deleted"}, id="for good"),
        pytest.param("Hard Delete user", set(), id="an account that was deleted before"),
        pytest.param("Add eligible member to role", {"role_assigned"}, id="an eligible member"),
        pytest.param("Add member to role completed (PIM activation)", {"role_assigned"}, id="an activated role"),
        pytest.param("Delete conditional access policy", {"ca_policy_changed"}, id="a policy"),
        pytest.param("Something of tomorrow", set(), id="unknown"),
    ],
)
def test_what_a_question_may_call_an_activity(name, keys):
    found = activity_keys(name)

    assert set(found[:-1]) == keys
    assert found[-1] == name.casefold().replace("–", "-")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param('"Stores"', "Stores", id="a text"),
        pytest.param('["Stores"]', "Stores", id="a list of one"),
        pytest.param('["a","b",null]', "a, b, ", id="a list"),
        pytest.param("[]", "", id="an empty list"),
        pytest.param("null", "", id="null as text"),
        pytest.param(None, "", id="null"),
        pytest.param("true", "true", id="a truth"),
        pytest.param('[{"é":1}]', '{"é": 1}', id="an object"),
        pytest.param("DirectorySync", "DirectorySync", id="no JSON at all"),
        pytest.param('["half', '["half', id="JSON that breaks off"),
        pytest.param("[" * 100_000, "[" * 100_000, id="deeper than anybody means"),
    ],
)
def test_a_changed_value_in_words(sent, said):
    assert plain(sent) == said
    assert (Change(name="x", old=sent).old_text, Change(name="x", new=sent).new_text) == (said, said)


def test_only_what_is_different_afterwards_was_changed():
    target = Target(
        changes=(
            Change(name="DisplayName", old='["A"]', new='["B"]'),
            Change(name="Department", old='["A"]', new='["A"]'),
            Change(name="Included Updated Properties", new='"DisplayName"'),
        )
    )

    assert audit(targets=(target, target)).properties == ("DisplayName",)


@pytest.mark.parametrize(
    ("result", "status"),
    [
        pytest.param("success", "success", id="success"),
        pytest.param("failure", "failed", id="failure"),
        pytest.param("timeout", "failed", id="a timeout is a failure"),
        pytest.param("partly", "partly", id="a word of tomorrow"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_how_a_change_ended(result, status):
    assert audit(result=result).status == status


@pytest.mark.parametrize(
    ("members", "actor"),
    [
        pytest.param({"actor_id": "1", "actor_name": "Jane", "actor_address": "j@b.com"}, "j@b.com", id="an address"),
        pytest.param({"actor_id": "1", "actor_name": "Jane"}, "Jane", id="a name"),
        pytest.param({"actor_app_id": "2", "actor_app": "Sync"}, "Sync", id="an app"),
        pytest.param({"actor_app_id": "2"}, "2", id="an id at least"),
        pytest.param({}, None, id="nobody is named"),
    ],
)
def test_who_did_it(members, actor):
    assert audit(**members).actor == actor


@pytest.mark.parametrize(
    ("result", "status"),
    [
        pytest.param("failure", "failed", id="failure"),
        pytest.param("Skipped", "skipped", id="in any case"),
        pytest.param("paused", "paused", id="a word of tomorrow"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_how_an_object_was_carried_over(result, status):
    assert carried(result=result).status == status


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        pytest.param("User", "Group", "group", id="what it became"),
        pytest.param("User", None, "user", id="what it was, when it became nothing"),
        pytest.param("urn:ietf:params:scim:schemas:core:2.0:User", None, "user", id="a schema's name"),
        pytest.param("RolesCompound", "", "role", id="roles"),
        pytest.param("ServicePrincipal", "Thing", "thing", id="anything else by its own name"),
        pytest.param(None, None, None, id="nothing"),
    ],
)
def test_the_kind_of_an_object(source, target, kind):
    assert carried(source_type=source, target_type=target).object == kind


def test_an_identity_is_told_in_the_most_telling_way():
    assert carried(target_name="Pilot", source_id="1").identity == "Pilot"
    assert carried(addresses=("j@b.com",), source_id="1").identity == "j@b.com"
    assert carried(source_id="1").identity == "1"
    assert carried(change_id="x").correlation_id == "x"
    assert carried().correlation_id == ""

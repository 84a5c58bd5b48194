"""Which parts of a log a question needs, and what of it each part can be asked."""

import pytest

from bot.domain.question import Is, Log, Not, OneOf
from bot.planning.catalogue import log_row
from bot.planning.parts import parts_asked, sendable, serving

SILENT = ["nonInteractive", "servicePrincipal", "managedIdentity"]


def part(name):
    return log_row(Log.SIGN_INS).part(name)


@pytest.mark.parametrize(
    ("where", "fields", "expected"),
    [
        pytest.param([], [], ["interactive"], id="interactive ones unless said"),
        pytest.param([Is("app", "a"), Is("ip", "1.2.")], ["country"], ["interactive"], id="what v1.0 tells"),
        pytest.param([Is("mfa", "required")], [], ["interactiveDetails"], id="a filter on what beta tells"),
        pytest.param([], ["auth_method"], ["interactiveDetails"], id="a group that beta tells"),
        pytest.param([Is("signin_type", "interactive")], [], ["interactive"], id="interactive ones by name"),
        pytest.param([Is("signin_type", "servicePrincipal")], [], ["servicePrincipal"], id="one other kind"),
        pytest.param([Not(Is("signin_type", "interactive"))], [], SILENT, id="all but interactive ones"),
        pytest.param(
            [OneOf("signin_type", ("interactive", "nonInteractive"))],
            [],
            ["interactive", "nonInteractive"],
            id="two kinds",
        ),
        pytest.param([], ["signin_type"], ["interactive", *SILENT], id="by kind"),
        pytest.param([Is("user_type", "guest")], ["signin_type"], ["interactiveDetails", *SILENT], id="guests by kind"),
    ],
)
def test_the_parts_of_the_sign_in_log_that_a_question_needs(where, fields, expected):
    assert [part.name for part in parts_asked(Log.SIGN_INS, where, fields)] == expected


@pytest.mark.parametrize("log", [Log.SIGN_UPS, Log.AUDIT, Log.PROVISIONING])
def test_other_logs_are_one_part(log):
    assert [part.name for part in parts_asked(log, [Is("correlation_id", "x")], ["day"])] == [""]


def test_v1_is_not_asked_for_what_only_beta_knows_nor_for_its_own_kind():
    asked = [Is("app", "a"), Is("mfa", "required"), Is("signin_type", "interactive")]

    assert sendable(part("interactive"), Log.SIGN_INS, asked) == (Is("app", "a"),)
    assert sendable(part("interactiveDetails"), Log.SIGN_INS, asked) == (Is("app", "a"), Is("mfa", "required"))


def test_a_richer_copy_of_the_same_rows_serves_as_well():
    assert [part.name for part in serving(part("interactive"), Log.SIGN_INS)] == ["interactive", "interactiveDetails"]
    assert [part.name for part in serving(part("interactiveDetails"), Log.SIGN_INS)] == ["interactiveDetails"]

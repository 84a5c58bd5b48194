"""How the settings say who Gatehouse is: one credential, and addresses that a secret may be sent to."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.graph.auth import GraphAuth
from bot.settings import given
from bot.wiring.credentials import build_auth

APP = {"tenant_id": "contoso.example", "client_id": "a0c73c16"}


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        pytest.param({"client_secret": "hush"}, "ClientSecret", id="secret"),
        pytest.param({"certificate_file": "key.pem"}, "Certificate", id="certificate"),
        pytest.param({"certificate_file": "key.pfx", "certificate_password": "hush"}, "Certificate", id="password"),
        pytest.param({"federated_token_file": "token"}, "FederatedToken", id="federated"),
        pytest.param({"managed_identity": "true"}, "ManagedIdentity", id="managed"),
        pytest.param({"managed_identity": "9f0e2c5b"}, "ManagedIdentity", id="managed by its id"),
        pytest.param({"managed_identity": "false", "client_secret": "hush"}, "ClientSecret", id="not managed"),
    ],
)
def test_one_way_to_sign_in_is_chosen_and_nothing_is_read_or_asked_yet(settings, kind):
    auth = build_auth(given(APP | settings))

    assert isinstance(auth, GraphAuth)
    assert repr(auth) == f"GraphAuth(tenant contoso.example, app a0c73c16, {kind})"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({}, "set one of GATEHOUSE_CLIENT_SECRET, GATEHOUSE_CERTIFICATE_FILE", id="none"),
        pytest.param({"managed_identity": "no"}, "No credential is set", id="managed identity switched off"),
        pytest.param(
            {"client_secret": "hush", "certificate_file": Path("key.pem")},
            "Only one of GATEHOUSE_CLIENT_SECRET, GATEHOUSE_CERTIFICATE_FILE may be set",
            id="two",
        ),
        pytest.param({"tenant_id": None, "client_secret": "hush"}, "GATEHOUSE_TENANT_ID is not set", id="no tenant"),
        pytest.param({"client_id": "", "client_secret": "hush"}, "GATEHOUSE_CLIENT_ID is not set", id="no app"),
        pytest.param({"client_secret": "hush", "cloud": "cumulus"}, "no cloud called 'cumulus'", id="no such cloud"),
        pytest.param(
            {"client_secret": "hush", "login_url": "http://login.example"}, "must begin with https://", id="plain http"
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_named_without_the_secret(settings, says):
    with pytest.raises(SettingsError, match=says) as caught:
        build_auth(given(APP | settings))

    assert "hush" not in str(caught.value)

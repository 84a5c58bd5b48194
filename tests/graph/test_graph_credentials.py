"""The four ways to prove who we are, each through the real msal and a sign-in service of our own."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from graph_stand_ins import APP, SECRET, auth_for

from bot.errors import GraphRefused, SettingsError
from bot.graph.credentials import Certificate, ClientSecret, FederatedToken, ManagedIdentity


@pytest.fixture(scope="module")
def pair():
    """A private key and a certificate that it signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gatehouse")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def locked(passphrase):
    if passphrase is None:
        return serialization.NoEncryption()
    return serialization.BestAvailableEncryption(passphrase.encode())


def pem_file(folder, pair, passphrase=None):
    key, certificate = pair
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked(passphrase))
    file = folder / "gatehouse.pem"
    file.write_bytes(b"A friendly word first.\n" + public + private)
    return file


def pfx_file(folder, pair, passphrase):
    key, certificate = pair
    file = folder / "gatehouse.pfx"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"gatehouse", key, certificate, None, locked(passphrase)))
    return file


def header_of(assertion):
    part = assertion.partition(".")[0]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_a_client_secret_is_sent_as_it_is(login):
    auth_for(login, ClientSecret(SECRET)).token()

    assert (login.forms[0]["client_id"], login.forms[0]["client_secret"]) == (APP, SECRET)
    assert login.forms[0]["scope"] == "https://graph.microsoft.com/.default"


@pytest.mark.parametrize("passphrase", [pytest.param(None, id="open"), pytest.param("open sesame", id="locked")])
@pytest.mark.parametrize("make", [pytest.param(pem_file, id="pem"), pytest.param(pfx_file, id="pfx")])
def test_a_certificate_signs_with_a_sha_256_thumbprint(login, tmp_path, pair, make, passphrase):
    auth_for(login, Certificate(make(tmp_path, pair, passphrase), passphrase)).token()

    thumbprint = base64.urlsafe_b64encode(pair[1].fingerprint(hashes.SHA256())).decode().rstrip("=")
    assert header_of(login.forms[0]["client_assertion"])["x5t#S256"].rstrip("=") == thumbprint
    assert "client_secret" not in login.forms[0]


@pytest.mark.parametrize("make", [pytest.param(pem_file, id="pem"), pytest.param(pfx_file, id="pfx")])
def test_a_wrong_passphrase_is_told_without_being_shown(login, tmp_path, pair, make):
    auth = auth_for(login, Certificate(make(tmp_path, pair, "open sesame"), "open barley"))

    with pytest.raises(GraphRefused, match="passphrase") as refused:
        auth.token()

    assert "barley" not in f"{refused.value!r} {refused.value.remedy}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(None, "cannot be read", id="no file"),
        pytest.param("nothing of the kind", "certificate and its private key", id="neither"),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\nQQ==\n-----END CERTIFICATE-----",
            "certificate and its private key",
            id="no key",
        ),
    ],
)
def test_a_certificate_file_that_will_not_do_is_named(login, tmp_path, text, words):
    file = tmp_path / "broken.pem"
    if text is not None:
        file.write_text(text)

    with pytest.raises(SettingsError, match=words) as wrong:
        auth_for(login, Certificate(file)).token()

    assert str(file) in wrong.value.message


def test_a_federated_token_is_read_anew_for_each_request(login, tmp_path):
    file = tmp_path / "token"
    auth = auth_for(login, FederatedToken(file))
    for text in ("first\n", "second\n"):
        file.write_text(text)
        auth.token()
        auth.close()

    assert [form["client_assertion"] for form in login.forms] == ["first", "second"]


@pytest.mark.parametrize("text", [pytest.param(None, id="missing"), pytest.param(" \n", id="empty")])
def test_a_federated_token_file_that_holds_nothing_is_named(login, tmp_path, text):
    file = tmp_path / "token"
    if text is not None:
        file.write_text(text)

    with pytest.raises(SettingsError, match=str(file)):
        auth_for(login, FederatedToken(file)).token()


@pytest.mark.parametrize(
    ("identity", "asked"),
    [
        pytest.param(ManagedIdentity(), None, id="the system's"),
        pytest.param(ManagedIdentity("user-assigned"), "user-assigned", id="assigned by a user"),
    ],
)
def test_a_managed_identity_asks_its_own_machine(login, monkeypatch, identity, asked):
    """App Service tells a program by environment where to ask."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{login.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "pass")

    token = auth_for(login, identity).token()

    assert token == "machine-token"
    assert login.queries[-1]["resource"] == "https://graph.microsoft.com"
    assert login.queries[-1].get("client_id") == asked


@pytest.mark.parametrize(
    "credential",
    [
        pytest.param(ClientSecret(SECRET), id="secret"),
        pytest.param(Certificate("file.pfx", SECRET), id="passphrase"),
    ],
)
def test_a_credential_never_shows_its_secret(login, credential):
    shown = f"{credential!r} {credential!s} {auth_for(login, credential)!r} {auth_for(login, credential)!s}"

    assert SECRET not in shown

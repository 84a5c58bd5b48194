"""How Gatehouse proves to Entra who it is. A credential never shows its secret, however it is printed."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError

MsalCredential = str | dict[str, object]
"""What msal's ConfidentialClientApplication takes as `client_credential`."""

_KEY = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL)
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """A secret from "Certificates & secrets" of the app registration: its value, not its id."""

    value: str = field(repr=False)

    def for_msal(self) -> MsalCredential:
        """The secret itself."""
        return self.value


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its private key: one PEM file that holds both, or a PFX file.

    The assertion is signed with a SHA-256 thumbprint, which msal makes of the public part.
    """

    file: Path
    passphrase: str | None = field(default=None, repr=False)

    def for_msal(self) -> MsalCredential:
        """The key and its public part. Raises `SettingsError` when the file is not there or holds no certificate."""
        if self.file.suffix.casefold() in (".pfx", ".p12"):
            _read(self.file)
            return {"private_key_pfx_path": str(self.file), "passphrase": self.passphrase}
        pem = _read(self.file).decode("ascii", errors="replace")
        key, public = _KEY.search(pem), _CERTIFICATE.search(pem)
        if key is None or public is None:
            raise SettingsError(
                f"The certificate file {self.file} must hold the certificate and its private key, both as PEM."
            )
        return {"private_key": key[0], "public_certificate": public[0], "passphrase": self.passphrase}


@dataclass(frozen=True, slots=True)
class FederatedToken:
    """A token that a workload identity provider writes to a file and renews there (Kubernetes, CI)."""

    file: Path

    def for_msal(self) -> MsalCredential:
        """A callable, so that the file is read anew for every token request."""
        return {"client_assertion": self.read}

    def read(self) -> str:
        """The token as the file has it now. Raises `SettingsError` when it is missing or empty."""
        token = _read(self.file).decode("ascii", errors="replace").strip()
        if not token:
            raise SettingsError(f"The federated token file {self.file} is empty.")
        return token


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """The identity Azure gives a machine; `client_id` names a user-assigned one, `None` means the system's.

    Works on virtual machines, App Service, Functions, Container Apps and Arc; not on Service Fabric.
    """

    client_id: str | None = None


Credential = ClientSecret | Certificate | FederatedToken | ManagedIdentity


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"The credential file {file} cannot be read: {error.strerror}.") from None

"""How Gatehouse signs in to Graph, from Settings."""

from pathlib import Path

from bot.errors import SettingsError
from bot.graph.auth import GraphAuth
from bot.graph.cloud import cloud_named
from bot.graph.credentials import Certificate, ClientSecret, Credential, FederatedToken, ManagedIdentity
from bot.settings import Settings, variable


def build_auth(settings: Settings) -> GraphAuth:
    """How Gatehouse signs in to Graph. Raises `SettingsError` for what is missing or contradicts itself."""
    return GraphAuth(
        tenant_id=settings.required("tenant_id"),
        client_id=settings.required("client_id"),
        credential=_credential(settings),
        cloud=cloud_named(settings.cloud),
        graph_url=settings.graph_url,
        login_url=settings.login_url,
    )


def _credential(settings: Settings) -> Credential:
    given = {
        "client_secret": settings.client_secret and ClientSecret(settings.client_secret.get_secret_value()),
        "certificate_file": settings.certificate_file and _certificate(settings.certificate_file, settings),
        "federated_token_file": settings.federated_token_file and FederatedToken(settings.federated_token_file),
        "managed_identity": settings.managed_identity and _managed(settings.managed_identity),
    }
    chosen = {field: credential for field, credential in given.items() if credential}
    if len(chosen) > 1:
        raise SettingsError(f"Only one of {', '.join(variable(field) for field in chosen)} may be set.")
    if not chosen:
        raise SettingsError(f"No credential is set: set one of {', '.join(variable(field) for field in given)}.")
    return next(iter(chosen.values()))


def _certificate(file: Path, settings: Settings) -> Certificate:
    password = settings.certificate_password
    return Certificate(file, password.get_secret_value() if password else None)


def _managed(value: str) -> ManagedIdentity | None:
    if value.casefold() in {"false", "no", "0"}:
        return None
    return ManagedIdentity(None if value.casefold() in {"true", "yes", "1"} else value)

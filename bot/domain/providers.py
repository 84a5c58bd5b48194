"""Kinds of identity provider: local accounts, social ones, and the rest."""

from enum import StrEnum


class ProviderKind(StrEnum):
    """What stands behind a provider's name."""

    LOCAL = "local"
    SOCIAL = "social"
    FEDERATED = "federated"


LOCAL = frozenset({"email otp", "email password"})
SOCIAL = frozenset({"google", "facebook", "apple"})


def kind_of(provider: str, social: frozenset[str] = SOCIAL) -> ProviderKind:
    """The kind of a provider by its name in the sign-up log, in any case.

    The two email ones are local (Graph API reference, signUpIdentityProvider); `social` may be widened by a setting;
    every other name is a custom OIDC or SAML provider.
    """
    name = provider.casefold()
    if name in LOCAL:
        return ProviderKind.LOCAL
    return ProviderKind.SOCIAL if name in social else ProviderKind.FEDERATED

"""Local, social or federated: told by the provider's name in the log."""

import pytest

from bot.domain.providers import SOCIAL, ProviderKind, kind_of


@pytest.mark.parametrize(
    ("provider", "kind"),
    [
        ("Email OTP", ProviderKind.LOCAL),
        ("Email Password", ProviderKind.LOCAL),
        ("email otp", ProviderKind.LOCAL),
        ("Google", ProviderKind.SOCIAL),
        ("Facebook", ProviderKind.SOCIAL),
        ("APPLE", ProviderKind.SOCIAL),
        ("Contoso Staff", ProviderKind.FEDERATED),
        ("Email", ProviderKind.FEDERATED),
        ("LinkedIn", ProviderKind.FEDERATED),
        ("", ProviderKind.FEDERATED),
    ],
)
def test_a_provider_is_of_the_kind_its_name_says(provider, kind):
    assert kind_of(provider) is kind


def test_a_setting_may_make_more_providers_social():
    assert kind_of("LinkedIn", SOCIAL | {"linkedin"}) is ProviderKind.SOCIAL
    assert kind_of("Google", SOCIAL | {"linkedin"}) is ProviderKind.SOCIAL
    assert kind_of("Email OTP", SOCIAL | {"linkedin"}) is ProviderKind.LOCAL

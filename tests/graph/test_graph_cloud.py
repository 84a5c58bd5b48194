"""Where Graph is, and which addresses a credential may be sent to."""

import pytest

from bot.errors import SettingsError
from bot.graph.cloud import CLOUDS, checked_address, cloud_named


@pytest.mark.parametrize(
    ("name", "graph", "login"),
    [
        pytest.param("global", "https://graph.microsoft.com", "https://login.microsoftonline.com", id="global"),
        pytest.param("GCC", "https://graph.microsoft.com", "https://login.microsoftonline.com", id="gcc is global"),
        pytest.param("usgov", "https://graph.microsoft.us", "https://login.microsoftonline.us", id="us government"),
        pytest.param("gcc-high", "https://graph.microsoft.us", "https://login.microsoftonline.us", id="gcc high"),
        pytest.param("dod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us", id="defence"),
        pytest.param(
            "china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn", id="21Vianet"
        ),
    ],
)
def test_each_cloud_has_its_own_graph_and_login(name, graph, login):
    cloud = cloud_named(name)

    assert (cloud.graph, cloud.login, cloud.scope) == (graph, login, f"{graph}/.default")


def test_an_unknown_cloud_is_refused_with_the_names_there_are():
    with pytest.raises(SettingsError, match="global, usgov, dod, china"):
        cloud_named("germany")


def test_sign_ups_are_kept_in_the_global_cloud_alone():
    assert [cloud.name for cloud in CLOUDS if cloud.has_sign_up_log] == ["global"]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://graph.microsoft.com/", id="https"),
        pytest.param("http://127.0.0.1:8400", id="loopback"),
        pytest.param("http://localhost:8400", id="localhost"),
        pytest.param("http://[::1]:8400", id="loopback, version 6"),
    ],
)
def test_an_address_that_is_safe_is_taken_without_its_slash(address):
    assert checked_address(address, "It") == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://graph.microsoft.com", id="plain http to a host"),
        pytest.param("http://127.0.0.1.example.com", id="a name that begins like loopback"),
        pytest.param("http://127.0.0.1@example.com", id="loopback as a user name"),
        pytest.param("ftp://127.0.0.1", id="another scheme"),
        pytest.param("graph.microsoft.com", id="no scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://graph.microsoft.com/?a=b", id="a query"),
        pytest.param("http://[", id="half an address"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_address_that_is_not_safe_is_refused_by_the_name_of_its_setting(address):
    with pytest.raises(SettingsError, match="The Graph address must"):
        checked_address(address, "The Graph address")


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_an_address_that_is_refused_is_not_repeated_with_the_password_in_it(scheme):
    with pytest.raises(SettingsError) as caught:
        checked_address(f"{scheme}://bot:hush@slack.example/api/", "GATEHOUSE_SLACK_URL")

    assert "hush" not in caught.value.message

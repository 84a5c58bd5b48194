"""The clouds Microsoft runs, and the addresses of Graph and of the sign-in service in each."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud: `graph` and `login` are addresses without a trailing slash, `portal` is where things are mended.

    Source: Microsoft Graph documentation, "National cloud deployments".
    """

    name: str
    graph: str
    login: str
    portal: str
    has_sign_up_log: bool = False
    also_called: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """What an app-only token is asked for. Tokens do not cross clouds."""
        return f"{self.graph}/.default"


GLOBAL = Cloud(
    name="global",
    graph="https://graph.microsoft.com",
    login="https://login.microsoftonline.com",
    portal="https://portal.azure.com",
    has_sign_up_log=True,
    also_called=("public", "gcc"),
)

CLOUDS = (
    GLOBAL,
    Cloud(
        name="usgov",
        graph="https://graph.microsoft.us",
        login="https://login.microsoftonline.us",
        portal="https://portal.azure.us",
        also_called=("gcc-high", "l4"),
    ),
    Cloud(
        name="dod",
        graph="https://dod-graph.microsoft.us",
        login="https://login.microsoftonline.us",
        portal="https://portal.azure.us",
        also_called=("l5",),
    ),
    Cloud(
        name="china",
        graph="https://microsoftgraph.chinacloudapi.cn",
        login="https://login.chinacloudapi.cn",
        portal="https://portal.azure.cn",
        also_called=("21vianet",),
    ),
)


def cloud_named(name: str) -> Cloud:
    """The cloud an operator means. Raises `SettingsError` that lists the names there are."""
    wanted = name.strip().casefold()
    for cloud in CLOUDS:
        if wanted in (cloud.name, *cloud.also_called):
            return cloud
    known = ", ".join(cloud.name for cloud in CLOUDS)
    raise SettingsError(f"There is no cloud called {name!r}. Set the cloud to one of: {known}.")


def checked_address(url: str, what: str) -> str:
    """`url` without its trailing slash, once it is known to be safe to send a credential to.

    Plain http is for loopback addresses alone. Raises `SettingsError` that names the setting `what` and does not
    repeat the address, since some hold a password.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            f"{what} must be an address such as https://graph.microsoft.com, with no name, password or query in it."
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise SettingsError(f"{what} must begin with https://; plain http is for 127.0.0.1 and localhost only.")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

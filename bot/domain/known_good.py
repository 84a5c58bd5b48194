"""What a channel knows to be good and does not want to hear of: codes, apps, and networks that sign-ins come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks whose sign-ins are known to be good, to somebody."""

    known: tuple[Network, ...] = ()

    def name(self, ip: str | None) -> str:
        """The narrowest of them that holds an address, as a log writes it; empty where none does."""
        if not self.known or not ip:
            return ""
        try:
            address = ip_address(ip)
        except ValueError:
            return ""
        holding = [network for network in self.known if address in network]
        return str(max(holding, key=lambda network: network.prefixlen)) if holding else ""

    def hold(self, name: str) -> bool:
        """Whether all of the network called `name` lies in one of them. The empty name is that of no network."""
        return bool(name and self.known) and any(_lies_in(_network(name), network) for network in self.known)


NO_NETWORKS = Networks()


@dataclass(frozen=True, slots=True)
class KnownGood:
    """Failures with these codes are none, and what these apps do or comes from these networks is not looked at.

    Apps are named by their ids or by their names, casefolded.
    """

    codes: frozenset[str] = frozenset()
    apps: frozenset[str] = frozenset()
    networks: Networks = NO_NETWORKS

    def has_app(self, app_id: str, names: Mapping[str, str]) -> bool:
        """Whether the app is known good; `names` are names by id."""
        return not self.apps.isdisjoint({app_id.casefold(), names.get(app_id, app_id).casefold()})


NOTHING_KNOWN = KnownGood()


def networks_of(texts: Iterable[str]) -> Networks:
    """`203.0.113.0/24`, or one address. Raises `ValueError` that names what cannot be read."""
    found = []
    for text in texts:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            raise ValueError(f"cannot read the network {text}; write one as 203.0.113.0/24") from None
    return Networks(tuple(dict.fromkeys(found)))


@cache
def _network(name: str) -> Network:
    return ip_network(name)


def _lies_in(inner: Network, outer: Network) -> bool:
    if isinstance(inner, IPv4Network):
        return isinstance(outer, IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, IPv6Network) and inner.subnet_of(outer)

"""How an operator writes which channels are told of incidents, how readily, and what they know already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from bot.domain.spikes import Sensitivity
from bot.domain.watching import AlertChannel, KnownGood

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks whose sign-ins are known to be good."""

    known: tuple[Network, ...] = ()

    def hold(self, ip: str | None) -> bool:
        """Whether an address, as a log writes it, lies in one of them."""
        if not self.known or not ip:
            return False
        try:
            address = ip_address(ip)
        except ValueError:
            return False
        return any(address in network for network in self.known)


def channels_of(channels: Sequence[str], known_good: Sequence[str]) -> tuple[AlertChannel, ...]:
    """`C1` or `C1:more` for each channel; `code:50126`, `app:Load test` for all, `C2/code:50053` for one of them.

    Raises `ValueError` that names what cannot be read.
    """
    wanted = dict(_channel(text) for text in channels)
    filters = [_filter(text) for text in known_good]
    unknown = {id_ for id_, _, _ in filters if id_ and id_ not in wanted}
    if unknown:
        raise ValueError(f"names {', '.join(sorted(unknown))}, which is no channel that is told of incidents")
    return tuple(
        AlertChannel(id_, sensitivity, _known_good((word, value) for of, word, value in filters if of in ("", id_)))
        for id_, sensitivity in wanted.items()
    )


def networks_of(texts: Iterable[str]) -> Networks:
    """`203.0.113.0/24`, or one address. Raises `ValueError` that names what cannot be read."""
    found = []
    for text in texts:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            raise ValueError(f"cannot read the network {text}; write one as 203.0.113.0/24") from None
    return Networks(tuple(found))


def _channel(text: str) -> tuple[str, Sensitivity]:
    id_, _, word = text.partition(":")
    try:
        return id_.strip(), Sensitivity(word.strip() or Sensitivity.NORMAL)
    except ValueError:
        words = ", ".join(Sensitivity)
        raise ValueError(f"cannot read {text}; write a channel id, or with a colon one of {words}") from None


def _filter(text: str) -> tuple[str, str, str]:
    channel, slash, rest = text.partition("/")
    if not slash or ":" in channel:  # a slash in the name of an app
        channel, rest = "", text
    word, _, value = (part.strip() for part in rest.partition(":"))
    if word not in ("code", "app") or not value or (word == "code" and not value.isdigit()):
        raise ValueError(f"cannot read {text}; write code:50126 or app:Store, for one channel C0123/code:50126")
    return channel.strip(), word, value


def _known_good(filters: Iterable[tuple[str, str]]) -> KnownGood:
    said = list(filters)
    return KnownGood(
        codes=frozenset(value for word, value in said if word == "code"),
        apps=frozenset(value.casefold() for word, value in said if word == "app"),
    )

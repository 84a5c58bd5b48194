"""How an operator writes which channels are told of incidents, how readily, and what they know already."""

from collections.abc import Iterable, Sequence

from bot.domain.known_good import KnownGood, Networks, networks_of
from bot.domain.spikes import Sensitivity
from bot.domain.watching import AlertChannel

_WORDS = ("code", "app", "network")


def channels_of(
    channels: Sequence[str], known_good: Sequence[str] = (), networks: Sequence[str] = ()
) -> tuple[AlertChannel, ...]:
    """`C1` or `C1:more` for each channel; `code:50126`, `app:Load test` or `network:203.0.113.0/24` is known good to
    all, `C2/code:50053` to one of them; `networks` to all.

    Raises `ValueError` that names what cannot be read.
    """
    wanted = dict(_channel(text) for text in channels)
    filters = [*map(_filter, known_good), *(("", "network", text) for text in networks)]
    unknown = {id_ for id_, _, _ in filters if id_ and id_ not in wanted}
    if unknown:
        raise ValueError(f"names {', '.join(sorted(unknown))}, which is no channel that is told of incidents")
    return tuple(
        AlertChannel(id_, sensitivity, _known_good((word, value) for of, word, value in filters if of in ("", id_)))
        for id_, sensitivity in wanted.items()
    )


def networks_named(known_good: Iterable[str], networks: Iterable[str]) -> Networks:
    """Every network that is known good to any channel. Raises `ValueError` that names what cannot be read."""
    named = (value for _, word, value in map(_filter, known_good) if word == "network")
    return networks_of([*named, *networks])


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
    if word not in _WORDS or not value or (word == "code" and not value.isdigit()):
        raise ValueError(
            f"cannot read {text}; write code:50126, app:Store or network:203.0.113.0/24, "
            "for one channel C0123/code:50126"
        )
    if word == "network":
        networks_of([value])
    return channel.strip(), word, value


def _known_good(filters: Iterable[tuple[str, str]]) -> KnownGood:
    said = list(filters)
    return KnownGood(
        codes=frozenset(value for word, value in said if word == "code"),
        apps=frozenset(value.casefold() for word, value in said if word == "app"),
        networks=networks_of(value for word, value in said if word == "network"),
    )

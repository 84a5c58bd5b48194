"""Reads JSON objects and collections of Graph, whatever they are about."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote as percent_encoded

from bot.domain.sources import GraphCall
from bot.errors import GraphUnexpected
from bot.graph.batch import ask_together
from bot.graph.channel import Channel, Wanted
from bot.graph.outcome import Body
from bot.graph.remedies import PlaceLost

Params = Mapping[str, str]

READABLE = "$,:()'/@"
"""Characters that RFC 3986 lets stand in a query, and that make a `$filter` readable."""


class GraphReader:
    """GET requests over one channel; collections are followed over all their pages."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def get(
        self,
        path: str,
        *,
        version: str = "v1.0",
        params: Params | None = None,
        headers: Params | None = None,
        urgent: bool = True,
        calls: list[GraphCall] | None = None,
    ) -> Body:
        """One JSON object, such as `get("organization")`. Raises `GraphError`."""
        recorded = [] if calls is None else calls
        wanted = Wanted(self.url(version, path, params or {}), headers or {})
        return self._channel.ask(wanted, urgent=urgent, calls=recorded)

    def get_all(
        self,
        path: str,
        *,
        version: str = "v1.0",
        params: Params | None = None,
        headers: Params | None = None,
        urgent: bool = True,
        calls: list[GraphCall] | None = None,
    ) -> list[Body]:
        """The objects of a collection, from all its pages; read anew once if Graph loses its place.

        Raises `GraphError`.
        """
        recorded = [] if calls is None else calls
        url = self.url(version, path, params or {})

        def read() -> list[Body]:
            pages = self.lists(url, urgent=urgent, calls=recorded, headers=headers)
            return [row for rows in pages for row in rows]

        try:
            return read()
        except PlaceLost:  # a page that was asked for twice may hand out a link that leads nowhere
            return read()

    def get_each(
        self,
        path: str,
        queries: Sequence[Params],
        *,
        version: str = "v1.0",
        urgent: bool = True,
        calls: list[GraphCall] | None = None,
    ) -> Iterator[Body]:
        """The objects of one collection that any of `queries` finds, one query after the other, 20 asked at a time.

        An object that two queries find comes twice. Raises `GraphError`.
        """
        recorded = [] if calls is None else calls
        home = f"{self._channel.auth.graph_url}/{version}"
        targets = [self.url(version, path, params).removeprefix(home) for params in queries]
        for body in ask_together(self._channel, f"{home}/$batch", targets, urgent=urgent, calls=recorded):
            yield from _values(body)
            if isinstance(link := body.get("@odata.nextLink"), str):
                for rows in self.lists(link, urgent=urgent, calls=recorded):
                    yield from rows

    def lists(
        self,
        url: str,
        *,
        urgent: bool,
        calls: list[GraphCall],
        headers: Params | None = None,
        may_halve: bool = False,
    ) -> Iterator[list[Body]]:
        """The `value` of each page, following nextLink whole; the headers are sent again each time."""
        followed: set[str] = set()
        link: object = url
        while isinstance(link, str) and link:
            if link in followed:
                raise GraphUnexpected("Graph's pages go round in a circle: the same nextLink came twice.")
            followed.add(link)
            wanted = Wanted(link, headers or {})
            body = self._channel.ask(wanted, urgent=urgent, calls=calls, may_halve=may_halve)
            yield _values(body)
            link = body.get("@odata.nextLink")

    def url(self, version: str, path: str, params: Params) -> str:
        """The whole address, percent-encoded as RFC 3986 has it."""
        query = "&".join(f"{name}={percent_encoded(value, safe=READABLE)}" for name, value in params.items())
        return f"{self._channel.auth.graph_url}/{version}/{path}{'?' if query else ''}{query}"


def _values(body: Body) -> list[Body]:
    rows = body.get("value")
    if not isinstance(rows, list):
        raise GraphUnexpected("Graph's answer has no list of values.")
    return rows

"""Who asks: their time zone, their address, and whether they belong here, from Slack's users.info."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import Any, assert_never
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient

from handlers.redaction import LOGGER

PATIENCE = 1.0
"""Seconds that a command waits for users.info. Slack wants its acknowledgement after three."""

KEPT = 60.0
"""Seconds for which what Slack said about somebody is believed: they may leave or become a guest at any time."""

OUTLASTS = 3600.0
"""Seconds for which it stands in where Slack does not tell: somebody who is not known at all is not refused."""

MOST = 10_000


class Standing(StrEnum):
    """What somebody is to this workspace."""

    COLLEAGUE = "colleague"
    BOT = "bot"
    LEFT = "left"
    GUEST = "guest"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Slack knows them. `zone` and `address` are `None` where Slack does not say, `name` is then empty."""

    id: str
    standing: Standing
    zone: ZoneInfo | None = None
    address: str | None = None
    name: str = ""

    @property
    def refusal(self) -> str | None:
        """Why this person gets no answer, whatever list they are on, or `None`."""
        match self.standing:
            case Standing.COLLEAGUE:
                return None
            case Standing.BOT:
                return "Gatehouse answers people, not apps."
            case Standing.LEFT:
                return "This Slack account is deactivated, so it gets no answers."
            case Standing.GUEST:
                return "Guests of this workspace cannot ask Gatehouse. A full member can ask for you."
            case Standing.STRANGER:
                return "Only members of the workspace that Gatehouse is installed in can ask it."
            case _:
                assert_never(self.standing)


class People:
    """Looks people up in Slack, a few at a time, and again after a minute.

    `team` is the workspace's id; it is asked of Slack when it is not given. `patience` is in seconds.
    """

    def __init__(
        self,
        client: WebClient,
        *,
        team: str | None = None,
        patience: float = PATIENCE,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._client = client
        self._team = team
        self._patience = patience
        self._elapsed = elapsed
        self._lock = Lock()
        self._known: dict[str, tuple[float, Future[Person]]] = {}
        self._told: dict[str, tuple[float, Person]] = {}
        self._callers = ThreadPoolExecutor(16, thread_name_prefix="users.info")

    def find(self, ids: Iterable[str]) -> Mapping[str, Person]:
        """Those of `ids` whom Slack tells us about in time, or told us about within the hour.

        Never raises, and never waits longer than `patience`.
        """
        asked = {id_: self._ask(id_) for id_ in ids}
        answered = wait(asked.values(), self._patience).done
        said = {id_: future.result() for id_, future in asked.items() if future in answered and _is_good(future)}
        return self._recalled(asked) | said

    def stop(self) -> None:
        """Ask no more."""
        self._callers.shutdown(wait=False, cancel_futures=True)

    def _ask(self, id_: str) -> Future[Person]:
        with self._lock:
            self._forget()
            if id_ in self._known:
                return self._known[id_][1]
            future = self._callers.submit(self._look_up, id_)
            self._known[id_] = (self._elapsed(), future)
            return future

    def _recalled(self, ids: Iterable[str]) -> dict[str, Person]:
        with self._lock:
            return {id_: self._told[id_][1] for id_ in ids if id_ in self._told}

    def _forget(self) -> None:
        """Drop what is old and what failed, so that it is asked again."""
        now = self._elapsed()
        horizon = now - KEPT
        told = list(self._told.items())[-MOST:]
        self._told = {id_: (told_at, person) for id_, (told_at, person) in told if told_at > now - OUTLASTS}
        self._known = {
            id_: (asked_at, future)
            for id_, (asked_at, future) in list(self._known.items())[-MOST:]
            if asked_at > horizon and (not future.done() or _is_good(future))
        }

    def _look_up(self, id_: str) -> Person:
        try:
            user = self._client.users_info(user=id_)["user"]
            person = person_from(user, self._own_team())
        except Exception as error:
            LOGGER.warning("Slack's users.info did not help (scope users:read?): %s", error)
            raise
        with self._lock:
            self._told.pop(id_, None)  # so that those told longest ago stay first
            self._told[id_] = (self._elapsed(), person)
        return person

    def _own_team(self) -> str:
        if self._team is None:
            self._team = str(self._client.auth_test()["team_id"])
        return self._team


def person_from(user: Mapping[str, Any], team: str) -> Person:
    """The `user` object of users.info, seen from `team`. In an organisation one person may be in several teams."""
    profile = user.get("profile") or {}
    return Person(
        id=str(user.get("id", "")),
        standing=_standing(user, team),
        zone=_zone(user.get("tz")),
        address=profile.get("email") or None,
        name=str(profile.get("display_name") or user.get("real_name") or user.get("name") or ""),
    )


def _standing(user: Mapping[str, Any], team: str) -> Standing:
    teams = {user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ())}
    if user.get("is_stranger") or team not in teams:
        return Standing.STRANGER
    if user.get("deleted"):
        return Standing.LEFT
    if user.get("is_bot"):
        return Standing.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.COLLEAGUE


def _zone(name: object) -> ZoneInfo | None:
    if not isinstance(name, str):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _is_good(future: Future[Person]) -> bool:
    return not future.cancelled() and future.exception() is None

"""The modals on people's screens: at most three on top of each other, the uppermost to be filled in."""

from collections import defaultdict
from threading import Condition

from bot.demo.workspace.transcript import Json

MOST_ON_TOP = 3


class Modals:
    """Every modal that was opened, by its id, and who has which of them on the screen, under the one condition."""

    def __init__(self, changed: Condition) -> None:
        self._changed = changed
        self._known: dict[str, Json] = {}
        self._stacks: defaultdict[str, list[str]] = defaultdict(list)

    @property
    def known(self) -> tuple[Json, ...]:
        """All of them, oldest first, each as it is now or was when it left the screen."""
        with self._changed:
            return tuple(self._known.values())

    def find(self, view_id: str = "", external_id: str = "") -> Json | None:
        """A modal that is on a screen, by either id."""
        with self._changed:
            shown = [self._known[id_] for stack in self._stacks.values() for id_ in stack]
        return next(
            (view for view in shown if view["id"] == view_id or (external_id and view["external_id"] == external_id)),
            None,
        )

    def stack(self, user: str) -> tuple[Json, ...]:
        """What somebody has on the screen, the uppermost last."""
        with self._changed:
            return tuple(self._known[id_] for id_ in self._stacks[user])

    def holder(self, view_id: str) -> str | None:
        """Whose screen a modal is on."""
        with self._changed:
            return next((user for user, stack in self._stacks.items() if view_id in stack), None)

    def put(self, view: Json, *, on: str | None = None) -> Json:
        """Show a modal on top of somebody's others, or with nobody named in place of the one with its id."""
        with self._changed:
            self._known[view["id"]] = view
            if on is not None:
                self._stacks[on].append(view["id"])
            self._changed.notify_all()
        return view

    def close(self, user: str) -> None:
        """Take the uppermost away."""
        with self._changed:
            self._stacks[user].pop()
            self._changed.notify_all()

    def clear(self, user: str) -> None:
        """Take all of somebody's away."""
        with self._changed:
            self._stacks[user].clear()
            self._changed.notify_all()

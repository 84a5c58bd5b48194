"""The posts of one incident: a message in its channel, and in its thread the details and the end."""

import logging
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import assert_never

from bot.desk.ports import Clock
from bot.desk.watch_ports import IncidentBoard, IncidentBook
from bot.domain.incident_notice import Course, IncidentNotice
from bot.domain.incident_records import Part, Post, Posted
from bot.errors import SlackError

logger = logging.getLogger(__name__)

DELETED = "message_not_found"
"""Slack's code for a message that somebody deleted. They did not want it there, so it is not posted anew."""

FIXED = frozenset({"cant_update_message", "edit_window_closed"})
"""Slack's codes for a message that stays as it is: the workspace lets nobody edit it any more."""


class EditedElsewhereError(Exception):
    """Another process edited the post at the same time: nobody knows whose words stand."""


@dataclass(frozen=True, slots=True)
class IncidentPosts:
    """Posts each part once, and edits what stands; many processes may do so at once. Raises `MirrorError`."""

    book: IncidentBook
    board: IncidentBoard
    clock: Clock
    told: dict[str, str] = field(default_factory=dict)

    def bring_up_to_date(self, notice: IncidentNotice) -> bool:
        """Let the posts say what `notice` does. Whether nothing is left to be said; trouble with Slack is logged.

        Raises `EditedElsewhereError`.
        """
        all_said = self._put(notice, Part.MESSAGE) and self._put_into_thread(notice)
        if all_said:
            self.told.pop(notice.record.id, None)
        return all_said

    def _put_into_thread(self, notice: IncidentNotice) -> bool:
        """Whether nothing is left to be said there."""
        standing = self.book.find(notice.record.id)
        thread = standing.message_ts() if standing else None
        if thread is None:
            return False
        parts = [Part.DETAILS] if notice.record.incident.is_open else [Part.DETAILS, Part.RECOVERY]
        return all(self._put(notice, part, thread) for part in parts)

    def _put(self, notice: IncidentNotice, part: Part, thread: str | None = None) -> bool:
        """Post what does not stand yet, edit what says something else. Whether nothing is left to do."""
        post, shown = notice.record.post(part), fingerprint(notice, part)
        if post is None or post.state is Posted.RELEASED:
            return self._post(notice, part, thread, shown)
        if post.message_ts is None or post.is_gone or post.shown == shown:
            return True
        return self._edit(notice, post, post.message_ts, shown)

    def _post(self, notice: IncidentNotice, part: Part, thread: str | None, shown: str) -> bool:
        id_ = notice.record.id
        if not self.book.claim(id_, part, self.clock.now()):
            return False
        try:
            ts = self.board.post(notice, part, thread)
        except SlackError as error:
            if not error.maybe_posted:
                self.book.release(id_, part, error.message)
            self._tell(id_, error)
            return False
        self.book.posted(id_, part, ts, shown)
        return True

    def _edit(self, notice: IncidentNotice, post: Post, ts: str, shown: str) -> bool:
        id_, part = notice.record.id, post.part
        try:
            self.board.edit(notice, part, ts)
        except SlackError as error:
            self._tell(id_, error)
            if error.code == DELETED:
                self.book.let_go(id_, part, error.message)
                return part is not Part.MESSAGE
            if error.code not in FIXED:
                return False
        if not self.book.edited(id_, part, shown, instead_of=post.shown):
            raise EditedElsewhereError
        return True

    def _tell(self, id_: str, error: SlackError) -> None:
        """Once while the trouble lasts, as each round tries again."""
        if self.told.get(id_) != error.message:
            self.told[id_] = error.message
            logger.error("Incident %s could not be said. %s", id_, error.message)


def fingerprint(notice: IncidentNotice, part: Part) -> str:
    """Tells whether a post would say something else; what only the ledger knows of the posts is left out."""
    said: object
    match part:
        case Part.MESSAGE:
            said = replace(_known(notice), queries=(), command="", course=Course())
        case Part.DETAILS:
            said = _known(notice)
        case Part.RECOVERY:  # tells of nothing that people do
            said = (notice.where, notice.record.incident, notice.affected)
        case _:
            assert_never(part)
    return sha256(repr(said).encode()).hexdigest()[:24]


def _known(notice: IncidentNotice) -> IncidentNotice:
    return replace(notice, record=replace(notice.record, posts=(), changes=0))

"""Says things: picks the template, gives it what it may say, and makes a Message of the result."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import assert_never

from bot.domain.deliveries import Delivery, Handled, HandOver, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.found import Found
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import Part
from bot.domain.kept import FIRST_PAGE, KeptQuestion, Page
from bot.domain.sources import GraphQuery
from bot.domain.subscriptions import Subscription
from bot.errors import QuestionError
from bot.render import (
    incident_details,
    incident_page,
    notice_page,
    subscription_page,
)
from bot.render.answer_controls import ask_yourself, controls_of
from bot.render.answer_page import few
from bot.render.controls import Button, Control
from bot.render.definitions import DEFINITIONS
from bot.render.environment import environment, shipped_templates
from bot.render.figures import many
from bot.render.incident_forms import MuteForm
from bot.render.kept_page import KeptLine, kept_page
from bot.render.message import HelpSection, Message
from bot.render.mistakes import place_of
from bot.render.pages import answer_page_of, digest_page_of
from bot.render.plain import plain_text
from bot.render.terminal import page
from bot.render.tree import grow

_MOST_SECTIONS = 40
_MOST_CHOICES = 20
_MOST_QUERIES = 8
_LEAD = "Please ask one of these:"

PORTAL = "https://portal.azure.com"


class Renderer:
    """Turns what was found out into messages. One may serve all threads."""

    def __init__(self, templates: Path | None = None, *, portal: str = PORTAL) -> None:
        """`portal` is the address of the Entra portal, without a slash at its end."""
        self._jinja = environment(templates or shipped_templates())
        self._portal = portal

    def answer(
        self,
        answer: Found,
        *,
        heading: str,
        notes: Sequence[str] = (),
        kept: KeptQuestion | None = None,
        about_file: str = "",
        shared_by: str = "",
    ) -> Message:
        """What was found; `heading` is the question as understood, `notes` how its words were taken.

        Where the question was `kept`, its page is shown, with what can be pressed beneath it. `about_file` says where
        the answer is as a file, `shared_by` who showed it to everybody.
        """
        page = answer_page_of(answer, heading, notes, kept.page if kept else FIRST_PAGE)
        if kept is None:
            controls: tuple[Control, ...] = ()
        else:
            controls = controls_of(answer, page.extent, kept, self._portal) if not shared_by else ask_yourself(kept)
        return self._say("answer", page=page, controls=controls, about_file=about_file, shared_by=shared_by)

    def shown(self, answer: Found, page: Page) -> int:
        """How many rows or groups of `answer` there are on `page`."""
        return answer_page_of(answer, "", (), page).extent.shown

    def digest(self, digest: Digest, note: str = "") -> Message:
        """Some days beside like days; `note` stands above it."""
        return self._say("digest", page=digest_page_of(digest), note=note)

    def definitions(self) -> Message:
        """What the words of a digest mean."""
        return self._say("definitions", parts=DEFINITIONS)

    def subscription(
        self, subscription: Subscription, headline: str, now: datetime, notes: Sequence[str] = ()
    ) -> Message:
        """What became of a subscription, as it was understood, and when it comes next."""
        return self._say("subscriptions", page=subscription_page.one(subscription, headline, now, few(notes)))

    def subscriptions(self, subscriptions: Sequence[Subscription], now: datetime) -> Message:
        """All that somebody may see."""
        return self._say("subscriptions", page=subscription_page.listing(subscriptions, now))

    def history(self, subscription: Subscription, deliveries: Sequence[Delivery]) -> Message:
        """What became of a subscription's posts."""
        return self._say("subscriptions", page=subscription_page.history(subscription, deliveries))

    def incident(self, notice: IncidentNotice, part: Part) -> Message:
        """One of the posts about an incident."""
        match part:
            case Part.MESSAGE:
                return self._say("incident", page=incident_page.page_of(notice, self._portal))
            case Part.DETAILS:
                return self._say("incident_details", page=incident_details.details_of(notice, self._portal))
            case Part.RECOVERY:
                return self.note(incident_page.recovery_of(notice))
            case _:
                assert_never(part)

    def notice(self, notice: Notice) -> Message:
        """To the owner of a subscription: a digest did not come, or may not have come."""
        return self._say("notice", page=notice_page.page_of(notice))

    def hand_over(self, hand_over: HandOver) -> Message:
        """To a channel: whoever subscribed it can no longer ask."""
        return self._say("notice", page=notice_page.hand_over(hand_over))

    def handled(self, handled: Handled) -> Message:
        """To the owner of a subscription: somebody else did something with it."""
        return self._say("notice", page=notice_page.handled(handled))

    def incident_mute(self, form: MuteForm) -> Message:
        """The form that asks for how long."""
        return self._say("incident_mute", form=form)

    def incident_close(self, reasons: Sequence[str]) -> Message:
        """The form that asks why."""
        return self._say("incident_close", reasons=reasons)

    def mistake(self, error: QuestionError, *, asked: str, example: str, buttons: Sequence[Button] = ()) -> Message:
        """The word that stopped us, its place in what was `asked`, the nearest words, and an `example` that runs.

        Where whole commands are suggested, these are the example.
        """
        runs = any(suggestion.startswith("/") for suggestion in error.suggestions)
        return self._say(
            "mistake",
            message=error.message,
            place=place_of(error.word, asked),
            suggestions=error.suggestions,
            example=None if runs else example,
            buttons=buttons,
        )

    def clarification(
        self, message: str, choices: Sequence[str], buttons: Sequence[Button] = (), lead: str = _LEAD
    ) -> Message:
        """A question back, with whole commands to choose from under `lead`, and `buttons` that run them."""
        return self._say("clarification", message=message, choices=choices[:_MOST_CHOICES], buttons=buttons, lead=lead)

    def kept(self, title: str, lines: Sequence[KeptLine], hint: str) -> Message:
        """Somebody's questions, to be run again."""
        return self._say("kept", page=kept_page(title, lines, hint))

    def help(self, title: str, sections: Sequence[HelpSection]) -> Message:
        """What can be asked, with examples."""
        left_out = _left_out(len(sections) - _MOST_SECTIONS, "section")
        return self._say("help", title=title, sections=sections[:_MOST_SECTIONS], left_out=left_out)

    def explanation(self, heading: str, queries: Sequence[GraphQuery], notes: Sequence[str]) -> Message:
        """How a question was understood and the exact Graph requests that it becomes."""
        left_out = _left_out(len(queries) - _MOST_QUERIES, "request")
        return self._say(
            "explanation",
            heading=heading,
            queries=queries[:_MOST_QUERIES],
            left_out=left_out,
            notes=few(notes),
        )

    def trouble(self, message: str, *, remedy: str, reference: str) -> Message:
        """Something on our side failed: what, what to do, and the reference that the log has too."""
        return self._say("trouble", message=message, remedy=remedy, reference=reference)

    def note(self, text: str, buttons: Sequence[Button] = ()) -> Message:
        """A short word in between, with what can be pressed."""
        return self._say("note", note=text, buttons=buttons)

    def terminal(self, message: Message) -> str:
        """The same message as a person reads it on a terminal, ending with a line end."""
        return page(message.blocks)

    def _say(self, template: str, **said: object) -> Message:
        blocks = grow(self._jinja.get_template(f"{template}.json.j2").render(said))
        return Message(blocks, plain_text(blocks))


def _left_out(count: int, noun: str) -> str:
    """`and 4 more requests`; empty where nothing is left out."""
    return f"and {many(count, f'more {noun}')}" if count > 0 else ""

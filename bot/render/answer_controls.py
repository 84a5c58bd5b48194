"""What can be pressed beneath an answer: its pages, and the questions one step away from it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from bot.domain import ask_form
from bot.domain.found import Found
from bot.domain.kept import KeptQuestion
from bot.domain.masking import names_somebody
from bot.domain.person_answers import PersonAnswer
from bot.domain.person_variations import logs_of_person
from bot.domain.portal import portal_path
from bot.domain.question import Log
from bot.domain.variation import Variation
from bot.domain.variations import breakdowns, forms, windows
from bot.render.controls import Action, Button, Confirm, Control, Menu, Option, Select, group, option_value
from bot.render.tables import Extent


class More(StrEnum):
    """What stands behind the three dots, by the code that comes back."""

    CSV = "csv"
    JSON = "json"
    QUERY = "query"
    SCHEDULE = "schedule"
    STAR = "star"
    UNSTAR = "unstar"


SHARE = Confirm(
    title="Share with this channel?",
    text="Everybody in this channel will see the numbers and that you shared them. "
    "Addresses and networks are masked, names and values left out.",
    yes="Share",
)
DIGESTED = frozenset({Log.SIGN_UPS, Log.SIGN_INS})
"""Logs of which a digest can come again and again."""

_DIRECT_MESSAGE = "D"
"""How Slack's ids of direct messages begin."""


def controls_of(answer: Found, extent: Extent, kept: KeptQuestion, portal: str) -> tuple[Control, ...]:
    """The controls for `answer`, of which `extent` is shown; `portal` is the address of the Entra portal."""
    return tuple(_controls(answer, extent, kept, portal))


def ask_yourself(kept: KeptQuestion) -> tuple[Control, ...]:
    """What can be pressed beneath an answer that somebody showed to everybody."""
    return (Button("Ask this yourself", Action.AGAIN, kept.id),)


def _controls(answer: Found, extent: Extent, kept: KeptQuestion, portal: str) -> Iterator[Control]:
    if not kept.page.is_first:
        yield Button("Back", Action.BACK, kept.id)
    if extent.left:
        yield Button("Next", Action.NEXT, kept.id)
    question = kept.question
    ways = (
        *group("Break down by", _options(kept, breakdowns(question, kept.asked_at, kept.zone))),
        *group("Show as", _options(kept, forms(question, kept.asked_at, kept.zone))),
    )
    if ways:
        yield Select("Break down…", Action.SHOW, ways)
    if logs := tuple(group("In full", _options(kept, logs_of_person(question)))):
        yield Select("See all…", Action.SHOW, logs)
    if times := tuple(group("Another time", _options(kept, windows(question)))):
        yield Select("Other time…", Action.TIME, times)
    yield Button("Run again", Action.AGAIN, kept.id)
    if question.log in ask_form.LOGS:
        yield Button("Change…", Action.CHANGE, kept.id)
    if not (kept.shared or names_somebody(question)) and not kept.channel.startswith(_DIRECT_MESSAGE):
        yield Button("Share…", Action.SHARE, kept.id, confirm=SHARE)
    if path := portal_path(answer):
        yield Button("Open in Entra", Action.PORTAL, kept.id, url=f"{portal}{path}")
    yield Menu(Action.MORE, tuple(_more(answer, kept)))


def _options(kept: KeptQuestion, variations: Sequence[Variation]) -> Iterator[Option]:
    for variation in variations:
        yield Option(variation.label, option_value(kept.id, variation.code))


def _more(answer: Found, kept: KeptQuestion) -> Iterator[Option]:
    if not isinstance(answer, PersonAnswer):  # a page of many parts has no lines
        yield Option("CSV file", option_value(kept.id, More.CSV))
    yield Option("JSON file", option_value(kept.id, More.JSON))
    yield Option("Graph query", option_value(kept.id, More.QUERY))
    if kept.question.log in DIGESTED:
        yield Option("Schedule…", option_value(kept.id, More.SCHEDULE))
    if kept.favourite:
        yield Option("Remove from favourites", option_value(kept.id, More.UNSTAR))
    else:
        yield Option("Add to favourites", option_value(kept.id, More.STAR))

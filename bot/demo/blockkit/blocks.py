"""Block Kit's blocks and the limits of each, as Slack's block reference gives them."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.demo.blockkit.elements import Accessory, Button, FeedbackButtons, Fillable, ImageElement, Pressable
from bot.demo.blockkit.richtext import RichText
from bot.demo.blockkit.tables import DataTable, DataVisualization, Table
from bot.demo.blockkit.text import Alt, AnyText, Block, Mrkdwn, PlainText, Url, at_most


class Surface(StrEnum):
    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


class Section(Block):
    type: Literal["section"]
    text: Annotated[AnyText, at_most(3000)] | None = None
    fields: Annotated[list[Annotated[AnyText, at_most(2000)]], Field(min_length=1, max_length=10)] | None = None
    accessory: Accessory | None = None
    expand: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.fields is None:
            raise PydanticCustomError("empty_section", "must define either `text` or `fields`")
        return self


class Header(Block):
    type: Literal["header"]
    text: Annotated[PlainText, at_most(150)]


class Divider(Block):
    type: Literal["divider"]


ContextPart = Annotated[PlainText | Mrkdwn | ImageElement, Field(discriminator="type")]


class Context(Block):
    """Slack gives no certain limit for the texts in it (2,000 or 3,000); what passes here passes under both."""

    type: Literal["context"]
    elements: Annotated[list[ContextPart], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _texts_are_short(self) -> Self:
        if any(len(part.text) > 2000 for part in self.elements if not isinstance(part, ImageElement)):
            raise PydanticCustomError("long_context", "each text must be less than 2001 characters")
        return self


class Actions(Block):
    type: Literal["actions"]
    elements: Annotated[list[Pressable], Field(min_length=1, max_length=25)]

    @model_validator(mode="after")
    def _action_ids_differ(self) -> Self:
        ids = [element.action_id for element in self.elements if element.action_id]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("same_action_id", "two elements have the same action_id")
        return self


class ContextActions(Block):
    type: Literal["context_actions"]
    elements: Annotated[list[FeedbackButtons], Field(min_length=1, max_length=5)]


class Image(Block):
    type: Literal["image"]
    alt_text: Alt
    image_url: Url | None = None
    slack_file: dict[str, str] | None = None
    title: Annotated[PlainText, at_most(2000)] | None = None


class Markdown(Block):
    type: Literal["markdown"]
    text: Annotated[str, Field(min_length=1, max_length=12_000)]


class Input(Block):
    type: Literal["input"]
    label: Annotated[PlainText, at_most(2000)]
    element: Fillable
    hint: Annotated[PlainText, at_most(2000)] | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Alert(Block):
    type: Literal["alert"]
    text: Annotated[AnyText, at_most(200)]
    level: Literal["default", "info", "warning", "error", "success"] | None = None


class Card(Block):
    type: Literal["card"]
    hero_image: ImageElement | None = None
    icon: ImageElement | None = None
    title: Annotated[AnyText, at_most(150)] | None = None
    subtitle: Annotated[AnyText, at_most(150)] | None = None
    body: Annotated[AnyText, at_most(200)] | None = None
    subtext: Annotated[AnyText, at_most(200)] | None = None
    actions: Annotated[list[Button], Field(min_length=1, max_length=3)] | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.hero_image or self.title or self.actions or self.body):
            raise PydanticCustomError("empty_card", "must define `hero_image`, `title`, `actions` or `body`")
        return self


Contained = Annotated[
    Section | Header | Divider | Context | Actions | Image | Input | RichText | Table, Field(discriminator="type")
]


class Container(Block):
    """Groups up to ten blocks under a title, for details that can be folded away."""

    type: Literal["container"]
    child_blocks: Annotated[list[Contained], Field(min_length=1, max_length=10)]
    title: Annotated[PlainText, at_most(150)] | None = None
    rich_text_title: RichText | None = None
    subtitle: Annotated[AnyText, at_most(150)] | None = None
    icon: ImageElement | None = None
    width: Literal["narrow", "standard", "wide", "full"] | None = None
    is_collapsible: bool | None = None
    default_collapsed: bool | None = None
    has_header_divider: bool | None = None

    @model_validator(mode="after")
    def _is_titled_and_folds_as_it_says(self) -> Self:
        if self.title is None and self.rich_text_title is None:
            raise PydanticCustomError("untitled", "must define either `title` or `rich_text_title`")
        if self.default_collapsed and not self.is_collapsible:
            raise PydanticCustomError("cannot_fold", "default_collapsed needs is_collapsible")
        if self.has_header_divider and self.is_collapsible:
            raise PydanticCustomError("divided", "has_header_divider cannot be set when is_collapsible is true")
        return self


AnyBlock = Annotated[
    Section
    | Header
    | Divider
    | Context
    | Actions
    | ContextActions
    | Image
    | Markdown
    | Input
    | Alert
    | Card
    | Container
    | RichText
    | Table
    | DataTable
    | DataVisualization,
    Field(discriminator="type"),
]

# Blocks that not every surface takes. Charts on the Home tab are not documented, so they are not offered there.
ONLY_ON: dict[str, frozenset[Surface]] = {
    "alert": frozenset({Surface.MODAL}),
    "markdown": frozenset({Surface.MESSAGE}),
    "context_actions": frozenset({Surface.MESSAGE}),
    "data_visualization": frozenset({Surface.MESSAGE}),
    "table": frozenset({Surface.MESSAGE, Surface.HOME}),
    "data_table": frozenset({Surface.MESSAGE, Surface.HOME}),
    "card": frozenset({Surface.MESSAGE, Surface.HOME}),
    "container": frozenset({Surface.MESSAGE, Surface.HOME}),
}

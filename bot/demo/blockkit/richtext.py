"""Block Kit's `rich_text` block: sections, lists, quotes and code, made of small inline elements."""

from typing import Annotated, Literal

from pydantic import Field

from bot.demo.blockkit.text import Block, Part, Url


class Style(Part):
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    code: bool | None = None
    underline: bool | None = None


class Inline(Part):
    style: Style | None = None

    @property
    def characters(self) -> int:
        return 0


class Words(Inline):
    type: Literal["text"]
    text: Annotated[str, Field(min_length=1)]

    @property
    def characters(self) -> int:
        return len(self.text)


class Link(Inline):
    type: Literal["link"]
    url: Url
    text: str | None = None
    unsafe: bool | None = None

    @property
    def characters(self) -> int:
        return len(self.text or self.url)


class Mention(Inline):
    type: Literal["user", "channel", "usergroup", "broadcast"]
    user_id: str | None = None
    channel_id: str | None = None
    usergroup_id: str | None = None
    range: Literal["here", "channel", "everyone"] | None = None


class Emoji(Inline):
    type: Literal["emoji"]
    name: str
    unicode: str | None = None
    skin_tone: int | None = None


class Date(Inline):
    type: Literal["date"]
    timestamp: int
    format: Annotated[str, Field(min_length=1)]
    url: Url | None = None
    fallback: str | None = None


class Colour(Inline):
    type: Literal["color"]
    value: str


AnyInline = Annotated[Words | Link | Mention | Emoji | Date | Colour, Field(discriminator="type")]


class RichLine(Part):
    elements: list[AnyInline]

    @property
    def characters(self) -> int:
        return sum(element.characters for element in self.elements)


class RichSection(RichLine):
    type: Literal["rich_text_section"]


class RichQuote(RichLine):
    type: Literal["rich_text_quote"]
    border: Literal[0, 1] | None = None


class RichCode(RichLine):
    type: Literal["rich_text_preformatted"]
    border: Literal[0, 1] | None = None
    language: str | None = None


class RichList(Part):
    type: Literal["rich_text_list"]
    style: Literal["bullet", "ordered"]
    elements: Annotated[list[RichSection], Field(min_length=1)]
    indent: Annotated[int, Field(ge=0, le=8)] | None = None
    offset: Annotated[int, Field(ge=0)] | None = None
    border: Literal[0, 1] | None = None

    @property
    def characters(self) -> int:
        return sum(element.characters for element in self.elements)


AnyRich = Annotated[RichSection | RichQuote | RichCode | RichList, Field(discriminator="type")]


class RichText(Block):
    type: Literal["rich_text"]
    elements: Annotated[list[AnyRich], Field(min_length=1)]

    @property
    def characters(self) -> int:
        return sum(element.characters for element in self.elements)

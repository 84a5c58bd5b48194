"""Block Kit's smallest parts: text objects and strings with a limit, which all blocks are made of."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    """Any object of Block Kit. A key that Slack does not know is refused, as Slack refuses it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PlainText(Part):
    type: Literal["plain_text"]
    text: Annotated[str, Field(min_length=1)]
    emoji: bool | None = None


class Mrkdwn(Part):
    type: Literal["mrkdwn"]
    text: Annotated[str, Field(min_length=1)]
    verbatim: bool | None = None


def at_most(characters: int) -> AfterValidator:
    """The limit that a place sets on the text object standing in it."""

    def check(text: PlainText | Mrkdwn) -> PlainText | Mrkdwn:
        if len(text.text) > characters:
            raise PydanticCustomError(
                "text_too_long", "must be less than {limit} characters", {"limit": characters + 1}
            )
        return text

    return AfterValidator(check)


AnyText = Annotated[PlainText | Mrkdwn, Field(discriminator="type")]
Id = Annotated[str, Field(min_length=1, max_length=255)]
Url = Annotated[str, Field(min_length=1, max_length=3000)]
Alt = Annotated[str, Field(min_length=1, max_length=2000)]
Placeholder = Annotated[PlainText, at_most(150)]


class Block(Part):
    block_id: Id | None = None

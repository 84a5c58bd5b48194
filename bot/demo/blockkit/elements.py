"""Block Kit's elements to press, choose from and fill in, each with its limits."""

from typing import Annotated, Literal

from pydantic import Field

from bot.demo.blockkit.text import Alt, AnyText, Id, Part, Placeholder, PlainText, Url, at_most


class Confirm(Part):
    title: Annotated[PlainText, at_most(100)]
    text: Annotated[PlainText, at_most(300)]
    confirm: Annotated[PlainText, at_most(30)]
    deny: Annotated[PlainText, at_most(30)]
    style: Literal["primary", "danger"] | None = None


class Option(Part):
    text: Annotated[AnyText, at_most(75)]
    value: Annotated[str, Field(min_length=1, max_length=150)]
    description: Annotated[AnyText, at_most(75)] | None = None
    url: Url | None = None


class OptionGroup(Part):
    label: Annotated[PlainText, at_most(75)]
    options: Annotated[list[Option], Field(min_length=1, max_length=100)]


class Element(Part):
    action_id: Id | None = None


class Button(Element):
    type: Literal["button"]
    text: Annotated[PlainText, at_most(75)]
    value: Annotated[str, Field(max_length=2000)] | None = None
    url: Url | None = None
    style: Literal["primary", "danger"] | None = None
    confirm: Confirm | None = None
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None
    agent_prompt: Annotated[str, Field(max_length=4000)] | None = None
    agent_prompt_display: str | None = None
    visible_to_user_ids: list[str] | None = None


class Choice(Element):
    """What every menu has in common."""

    placeholder: Placeholder | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class StaticSelect(Choice):
    type: Literal["static_select", "multi_static_select"]
    options: Annotated[list[Option], Field(min_length=1, max_length=100)] | None = None
    option_groups: Annotated[list[OptionGroup], Field(min_length=1, max_length=100)] | None = None
    initial_option: Option | None = None
    initial_options: Annotated[list[Option], Field(min_length=1, max_length=100)] | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class ExternalSelect(Choice):
    type: Literal["external_select", "multi_external_select"]
    min_query_length: Annotated[int, Field(ge=0)] | None = None
    initial_option: Option | None = None
    initial_options: Annotated[list[Option], Field(min_length=1, max_length=100)] | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class UsersSelect(Choice):
    type: Literal["users_select", "multi_users_select"]
    initial_user: str | None = None
    initial_users: list[str] | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class ConversationFilter(Part):
    include: Annotated[list[Literal["im", "mpim", "private", "public"]], Field(min_length=1)] | None = None
    exclude_external_shared_channels: bool | None = None
    exclude_bot_users: bool | None = None


class ConversationsSelect(Choice):
    type: Literal["conversations_select", "multi_conversations_select", "channels_select", "multi_channels_select"]
    initial_conversation: str | None = None
    initial_conversations: list[str] | None = None
    initial_channel: str | None = None
    initial_channels: list[str] | None = None
    default_to_current_conversation: bool | None = None
    response_url_enabled: bool | None = None
    filter: ConversationFilter | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None


class Overflow(Element):
    type: Literal["overflow"]
    options: Annotated[list[Option], Field(min_length=1, max_length=5)]
    confirm: Confirm | None = None


class RadioOrChecks(Element):
    type: Literal["radio_buttons", "checkboxes"]
    options: Annotated[list[Option], Field(min_length=1, max_length=10)]
    initial_option: Option | None = None
    initial_options: Annotated[list[Option], Field(min_length=1, max_length=10)] | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class DatePicker(Choice):
    type: Literal["datepicker"]
    initial_date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class TimePicker(Choice):
    type: Literal["timepicker"]
    initial_time: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")] | None = None
    timezone: str | None = None


class MomentPicker(Element):
    type: Literal["datetimepicker"]
    initial_date_time: int | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class TextInput(Element):
    type: Literal["plain_text_input", "email_text_input", "url_text_input", "number_input"]
    placeholder: Placeholder | None = None
    initial_value: str | None = None
    multiline: bool | None = None
    is_decimal_allowed: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=3000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=3000)] | None = None
    min_value: str | None = None
    max_value: str | None = None
    dispatch_action_config: dict[str, list[str]] | None = None
    focus_on_load: bool | None = None


class ImageElement(Part):
    type: Literal["image"]
    alt_text: Alt
    image_url: Url | None = None
    slack_file: dict[str, str] | None = None


class FeedbackButton(Part):
    text: Annotated[PlainText, at_most(75)]
    value: Annotated[str, Field(max_length=2000)]
    accessibility_label: Annotated[str, Field(max_length=75)] | None = None


class FeedbackButtons(Element):
    type: Literal["feedback_buttons"]
    positive_button: FeedbackButton
    negative_button: FeedbackButton


Menu = StaticSelect | ExternalSelect | UsersSelect | ConversationsSelect
Picker = DatePicker | TimePicker | MomentPicker
Pressable = Annotated[Button | Menu | Overflow | RadioOrChecks | Picker, Field(discriminator="type")]
Fillable = Annotated[Menu | RadioOrChecks | Picker | TextInput, Field(discriminator="type")]
Accessory = Annotated[Button | Menu | Overflow | RadioOrChecks | Picker | ImageElement, Field(discriminator="type")]

"""The ids by which what comes back from a view is known again."""

from enum import StrEnum


class Callback(StrEnum):
    """Forms and shortcuts; those that people call are in manifest.yml too."""

    ASK = "ask_the_logs"
    PERSON = "look_up_user"
    ERROR = "explain_error"


class Field(StrEnum):
    """The fields of the forms: Slack's `block_id`, or its beginning where the choices are those of one log."""

    LOG = "form_log"
    CHOICE = "form_choice"
    WORDS = "form_words"
    PERIOD = "form_period"
    TIME = "form_time"
    GROUPS = "form_groups"
    LOOK = "form_look"
    PLACE = "form_place"
    WHO = "form_who"
    COLLEAGUE = "form_colleague"


LOOK_UP = "error_look_up"
"""What is pressed to look an id up; several stand in one view, so a number follows."""

HOME_ASK = "home_ask"
HOME_PERSON = "home_person"
HOME_REFRESH = "home_refresh"
HOME_RUN = "home_run"
"""Runs a kept question; a number follows, since several stand in one view."""

HOME_TRY = "home_try"
"""Runs an example; its number follows and is its value too."""

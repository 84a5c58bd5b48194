"""Slack takes every view, whatever stands in it, and nothing that stands in it means more than text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.views import View
from view_samples import BERLIN, HOSTILE, NAMES, NOW, VIEWS, full_home, views

from bot.demo.blockkit.views import view_problems
from bot.domain.ask_form import LOGS, PERIODS, Filled, choices, groups, looks
from bot.domain.error_finding import Findings, errors_in

LONG = HOSTILE * 400
TEXTS = st.text(max_size=300) | st.sampled_from([HOSTILE, LONG, "", "\ud800", "\n\n", "–"])


def refused(view):
    """All that Slack would refuse, and all that its own SDK finds wrong."""
    View(**view).validate_json()
    return view_problems(view)


@pytest.mark.parametrize("name", views())
def test_slack_takes_each_view(name):
    assert refused(views()[name]) == []


@pytest.mark.parametrize("log", LOGS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_slack_takes_the_form_whatever_stands_in_it(log, data):
    filled = Filled(
        log=log,
        choice=data.draw(st.sampled_from(["", "nonsense", *choices(log)])),
        period=data.draw(st.sampled_from(["", "nonsense", *PERIODS])),
        time=data.draw(TEXTS),
        words=data.draw(TEXTS),
        groups=tuple(data.draw(st.lists(st.sampled_from([field.name for field in groups(log)]), unique=True))),
        look=data.draw(st.sampled_from(["", *(word for word, _, _ in looks(log))])),
    )

    assert refused(VIEWS.ask_form(filled, NAMES)) == []


def test_what_was_typed_stands_in_the_form_unchanged():
    view = VIEWS.ask_form(Filled(words='<!channel> "x" *y* `z` \\ & {{ 7*7 }}'), NAMES)

    (words,) = [block["element"] for block in view["blocks"] if block["block_id"] == "form_words_signups"]
    assert words["initial_value"] == '<!channel> "x" *y* `z` \\ & {{ 7*7 }}'


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, codes=st.lists(st.integers(10_000, 9_999_999), max_size=40))
def test_slack_takes_what_is_said_of_any_codes(text, codes):
    told = f"{text} " + " ".join(f"AADSTS{code}" for code in codes)

    assert refused(VIEWS.errors(errors_in(told))) == []


def test_nothing_found_is_said_in_words():
    said = json.dumps(VIEWS.errors(Findings()))

    assert "No error code stands in this message" in said


@settings(max_examples=40, deadline=None)
@given(text=TEXTS, number=st.integers(0, 30))
def test_slack_takes_the_home_tab_however_much_there_is(text, number):
    assert refused(full_home(text, number)) == []


def test_hostile_names_on_the_home_tab_are_only_text():
    said = json.dumps(full_home(HOSTILE), ensure_ascii=False)

    assert "<!channel>" not in said
    assert "<@U1>" not in said
    assert "49" not in said
    assert "\u202e" not in said


def test_the_home_tab_of_somebody_without_rights_offers_nothing_to_run():
    view = VIEWS.closed_home(HOSTILE, ["/signups failed"], BERLIN, NOW)

    buttons = [
        element["action_id"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        if "action_id" in element
    ]
    assert buttons == ["home_refresh"]
    assert "<!channel>" not in json.dumps(view)


@pytest.mark.parametrize("title", ["A title that is much longer than the 24 characters", ""])
def test_a_title_keeps_to_what_slack_takes(title):
    assert refused(VIEWS.notice(title, LONG)) == []

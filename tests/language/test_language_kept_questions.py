"""A question that was kept as JSON comes back as itself."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_questions import questions

from bot.domain.question import Log
from bot.domain.question_json import question_from


@pytest.mark.parametrize("log", Log)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_question_comes_back_from_its_json(log: Log, data: st.DataObject) -> None:
    question = data.draw(questions(log))

    kept = json.loads(json.dumps(question.to_json()))

    # Python calls a moment that clocks show twice unequal to itself in any other zone, so what is kept is compared.
    assert question_from(kept).to_json() == question.to_json()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"log": "signups"}, id="no filters"),
        pytest.param({"log": "elsewhere", "filters": {}, "output": "list"}, id="a log of later days"),
        pytest.param({"log": "signups", "filters": [], "output": "list"}, id="filters that are none"),
        pytest.param({"log": "signups", "filters": {"app": None}, "output": "list"}, id="no value"),
        pytest.param({"log": "signups", "filters": {"app": {"not": {"not": "x"}}}, "output": "list"}, id="twice not"),
        pytest.param({"log": "signups", "filters": {}, "output": "list", "window": {"next": 5}}, id="no such time"),
        pytest.param({"log": "signups", "filters": {}, "output": "list", "window": 5}, id="a number for a time"),
        pytest.param(
            {"log": "signups", "filters": {}, "output": "list", "top": None, "window": {"named": "x"}}, id="no period"
        ),
    ],
)
def test_what_is_no_question_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        question_from(said)

"""What an answer adds in words."""

from zoneinfo import ZoneInfo

import pytest

from bot.domain.question import Log, Output, Question
from bot.domain.window import Last, Named, Period

UNEQUAL = "The two periods are not equally long: compare their shares, not their counts."


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        pytest.param(Named(Period.LAST_WEEK), True, id="a day and a week"),
        pytest.param(Named(Period.YESTERDAY), False, id="two days"),
    ],
)
def test_periods_of_unequal_length_are_told(filled, compare, said):
    question = Question(log=Log.SIGN_UPS, window=Last(86_400), compare=compare, output=Output.COUNT)

    assert (UNEQUAL in filled.answer(question, ZoneInfo("UTC")).notes) is said

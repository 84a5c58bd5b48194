"""The command that schedules a question is read as a subscription to a digest of the same things, for its asker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_questions import questions
from language_readings import NOW, PARIS, TENANT

from bot.domain.question import Is, Log, Output, Question, field_of
from bot.domain.subscriptions import DigestKind
from bot.domain.window import Last
from bot.language.scheduling import RHYTHMS, write_subscription
from bot.language.subscribing import read_wish
from bot.language.wishes import Subscribe
from bot.render.answer_controls import DIGESTED

KINDS = {Log.SIGN_UPS: DigestKind.SIGN_UPS, Log.SIGN_INS: DigestKind.SIGN_INS}


def read(command):
    wish = read_wish(command.removeprefix("/entra "), "/entra", NOW, PARIS, TENANT)
    assert isinstance(wish, Subscribe)
    return wish


@given(question=st.sampled_from(sorted(DIGESTED)).flatmap(questions), rhythm=st.sampled_from(sorted(RHYTHMS)))
def test_any_question_with_a_digest_can_be_scheduled(question, rhythm):
    wish = read(write_subscription(question, rhythm))

    assert (wish.kind, wish.to_me, wish.channel) == (KINDS[question.log], True, None)
    assert wish.where == tuple(each for each in question.where if field_of(each) != "status")


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_how_often_is_what_the_button_says(rhythm):
    question = Question(log=Log.SIGN_UPS, where=(Is("app", TENANT.apps[0]),), window=Last(86_400), output=Output.CHART)

    cadence = read(write_subscription(question, rhythm)).cadence

    assert f"{cadence.every}".startswith({"weekdays": "weekdays", "weekly": "weekly", "monthly": "monthly"}[rhythm])
    assert (cadence.at.hour, cadence.zone.key) == (9, "Europe/Paris")


def test_every_log_with_a_digest_is_offered_one():
    assert {KINDS[log].value for log in DIGESTED} == {kind.value for kind in DigestKind} - {"incidents"}

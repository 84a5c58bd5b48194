"""What the digest of sign-ins says: failures with their reasons, and what MFA, legacy clients and risk had to do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from render_samples import refusals

from bot.desk.event_logs import EVENT_LOGS
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.days import Days
from bot.domain.digests import Circumstances
from bot.domain.question import Log
from bot.domain.sign_in_digests import SignInDigest, compose
from bot.domain.sign_in_parts import SignInPoint, SignInStretch
from bot.domain.sign_ins import SignInEvent
from bot.render import Message, Renderer

RENDERER = Renderer()
BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = Days.one(date(2026, 11, 17))
WRONG_PASSWORD, LOCKED, MFA_PROMPT = 50126, 50053, 50074


def sign_ins(days: Days, *codes: int, **members: object) -> SignInStretch:
    """One sign-in for each code, each by somebody else."""
    window = days.window(BERLIN)
    events = tuple(
        SignInEvent(
            id=f"{days.first}-{members}-{number}",
            at=window.since + timedelta(minutes=number),
            correlation_id=str(number),
            user_id=f"person-{number}",
            app_id="a",
            app_name="Store",
            error_code=code,
            **members,
        )
        for number, code in enumerate(codes)
    )
    return SignInStretch(days, window, events)


def joined(*stretches: SignInStretch) -> SignInStretch:
    first = stretches[0]
    return SignInStretch(first.days, first.window, tuple(event for each in stretches for event in each.events))


def digest(now: SignInStretch, like: SignInStretch | None, trend: tuple[SignInPoint, ...] = ()) -> SignInDigest:
    return compose(
        now,
        like,
        Circumstances(zone="Europe/Berlin", as_of=datetime(2026, 11, 18, 8, tzinfo=UTC), complete=True),
        tally=EVENT_LOGS[Log.SIGN_INS].tally(SIGN_IN_INTERRUPTS, people_asked=True),
        app_name=lambda event: event.app_name or event.app_id,
        trend=trend,
    )


def said(made: SignInDigest) -> Message:
    message = RENDERER.digest(made)
    assert refusals(message) == []
    return message


def test_sign_ins_after_a_day_without_any_did_not_stay_as_they_were() -> None:
    made = digest(sign_ins(TUESDAY, *[0] * 4, WRONG_PASSWORD), sign_ins(TUESDAY.like))

    assert made.changed == "There were 5 sign-ins; last Tuesday nobody signed in."


def test_failures_stand_with_their_reasons_beside_those_of_the_like_day() -> None:
    now = sign_ins(TUESDAY, *[0] * 60, *[WRONG_PASSWORD] * 35, *[LOCKED] * 5, MFA_PROMPT)
    like = sign_ins(TUESDAY.like, *[0] * 95, *[WRONG_PASSWORD] * 5)

    text = said(digest(now, like)).text

    assert "*Sign-ins on Tuesday 17 November 2026*" in text
    assert "*Failures rose from 5% to 40% of finished sign-ins; most of all, 30 more sign-ins ended with" in text
    assert (
        "101 sign-ins (up 1%, 100 then) by 101 people: "
        "60 succeeded, 40 failed and 1 was interrupted by a prompt." in text
    )
    assert "Of 100 finished sign-ins 40% failed: 35.0 points up." in text
    assert "*Why 40 sign-ins failed*" in text
    assert "(50126) (7 times" not in text
    assert "• *Store*: 40 failed" in text


def test_mfa_legacy_clients_and_risk_are_told_apart() -> None:
    now = joined(
        sign_ins(TUESDAY, *[0] * 30),
        sign_ins(TUESDAY, 0, 0, WRONG_PASSWORD, MFA_PROMPT, requirement="multiFactorAuthentication"),
        sign_ins(TUESDAY, WRONG_PASSWORD, client_app="IMAP4"),
        sign_ins(TUESDAY, 0, risk_level="high"),
    )

    text = said(digest(now, None)).text

    assert "• *MFA asked for*: 4 of 36 sign-ins, 11% by 4 people: 2 succeeded, 1 failed and 1 was interrupted" in text
    assert "• *Legacy clients*: 1 of 36 sign-ins, 3% by 1 person: 0 succeeded and 1 failed" in text
    assert "• *At risk*: 1 of 36 sign-ins, 3% by 1 person: 1 succeeded and 0 failed" in text
    assert "there is nothing earlier to compare with yet" in text


def test_a_portion_that_is_gone_says_how_many_there_were() -> None:
    now, like = sign_ins(TUESDAY, *[0] * 30), sign_ins(TUESDAY.like, 0, 0, risk_level="high")

    assert "• *At risk*: none (2 then)" in said(digest(now, like)).text


def test_the_place_of_an_attack_is_named() -> None:
    now = joined(
        sign_ins(TUESDAY, *[0] * 190, *[WRONG_PASSWORD] * 10, country="DE"),
        sign_ins(TUESDAY, *[WRONG_PASSWORD] * 60, country="VN"),
    )
    like = sign_ins(TUESDAY.like, *[0] * 190, *[WRONG_PASSWORD] * 10, country="DE")

    assert digest(now, like).changed == (
        "Failures rose from 5% to 27% of finished sign-ins; most of all, 60 more sign-ins ended with code 50126 "
        "(The user name or the password was wrong): 70 instead of 10, nearly all of the difference from VN."
    )


def test_where_nothing_is_known_no_number_is_said() -> None:
    made = digest(sign_ins(TUESDAY), None)
    unknown = replace(made, known=replace(made.known, complete=False, notes=("Nothing is known of it.",)))

    text = said(unknown).text

    assert "0 sign-ins" not in text
    assert "none" not in text
    assert "Nothing is known of it." in text


@pytest.mark.parametrize(
    ("now", "like", "sentence"),
    [
        pytest.param([], [0], "Nobody signed in; last Tuesday there was 1 sign-in.", id="nobody"),
        pytest.param([], [], "Nobody signed in, as last Tuesday.", id="nobody either time"),
        pytest.param(
            [0, WRONG_PASSWORD],
            [0],
            "Too few sign-ins to call it a change: 1 of 2 failed, against 0 of 1 last Tuesday.",
            id="few",
        ),
        pytest.param(
            [0] * 95 + [LOCKED] * 5,
            [0] * 95 + [LOCKED] * 5,
            "Nothing stands out: failures are much as last Tuesday (5%, 5% then).",
            id="the same",
        ),
        pytest.param(
            [0] * 190 + [LOCKED] * 10,
            [0] * 95 + [LOCKED] * 5,
            "Sign-ins rose 100% (100 last Tuesday, now 200), while failures are much as last Tuesday (5%, 5% then).",
            id="more of the same",
        ),
    ],
)
def test_one_sentence_says_what_changed(now: list[int], like: list[int], sentence: str) -> None:
    assert digest(sign_ins(TUESDAY, *now), sign_ins(TUESDAY.like, *like)).changed == sentence


def test_the_trend_is_a_chart_with_its_numbers_in_words() -> None:
    trend = tuple(SignInPoint(Days.one(date(2026, 11, 14 + day)), 100 + day, day) for day in range(4))
    message = said(digest(sign_ins(TUESDAY, 0), None, trend))

    (chart,) = [block for block in message.blocks if block["type"] == "data_visualization"]
    assert chart["title"] == "Sign-ins and failed by day"
    assert "Sign-ins (and failed) by day: Sat 14 Nov 100 (0), Sun 15 Nov 101 (1)" in message.text

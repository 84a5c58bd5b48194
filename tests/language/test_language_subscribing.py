"""Subscriptions in words: what they are about, how often, when, by which clocks, where; and every way to be wrong."""

from contextlib import suppress
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Every
from bot.domain.names import TenantNames
from bot.domain.question import Is, Not, OneOf
from bot.domain.subscriptions import Channel, DigestKind
from bot.errors import QuestionError
from bot.language.subscribing import read_wish
from bot.language.wishes import Deed, Handle, Listing

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
STOCKHOLM, LONDON, UTC_ZONE = ZoneInfo("Europe/Stockholm"), ZoneInfo("Europe/London"), ZoneInfo("UTC")
NAMES = TenantNames(apps=("Store", "Rewards", "Daily Planner"), users={"U1": "anna@contoso.com"})
NINE = time(9)


def wish(text, command="/entra"):
    return read_wish(text, command, NOW, STOCKHOLM, NAMES)


def subscribed(text):
    return wish(f"subscribe {text}")


def mistake(text):
    with pytest.raises(QuestionError) as caught:
        subscribed(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        pytest.param("daily 9:00", Cadence(Every.DAILY, NINE, STOCKHOLM), id="daily"),
        pytest.param("every day at 17:30", Cadence(Every.DAILY, time(17, 30), STOCKHOLM), id="every day"),
        pytest.param("daily at 9am", Cadence(Every.DAILY, NINE, STOCKHOLM), id="am"),
        pytest.param("daily 12am", Cadence(Every.DAILY, time(0), STOCKHOLM), id="midnight is 12am"),
        pytest.param("daily 12:15 pm", Cadence(Every.DAILY, time(12, 15), STOCKHOLM), id="noon is 12pm"),
        pytest.param("weekdays at half past nine", Cadence(Every.WEEKDAYS, time(9, 30), STOCKHOLM), id="half past"),
        pytest.param("daily at a quarter to 1 pm", Cadence(Every.DAILY, time(12, 45), STOCKHOLM), id="a quarter to"),
        pytest.param("daily noon", Cadence(Every.DAILY, time(12), STOCKHOLM), id="noon"),
        pytest.param("daily 9", Cadence(Every.DAILY, NINE, STOCKHOLM), id="a bare hour"),
        pytest.param("9:00 daily", Cadence(Every.DAILY, NINE, STOCKHOLM), id="in any order"),
        pytest.param("weekdays 8:00", Cadence(Every.WEEKDAYS, time(8), STOCKHOLM), id="weekdays"),
        pytest.param("every weekday 8:00", Cadence(Every.WEEKDAYS, time(8), STOCKHOLM), id="every weekday"),
        pytest.param("weekly monday 9:00", Cadence(Every.WEEKLY, NINE, STOCKHOLM, 0), id="weekly"),
        pytest.param("weekly on fri 9:00", Cadence(Every.WEEKLY, NINE, STOCKHOLM, 4), id="weekly, friday"),
        pytest.param("every sunday 9:00", Cadence(Every.WEEKLY, NINE, STOCKHOLM, 6), id="every sunday"),
        pytest.param("monthly 1 9:00", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="monthly"),
        pytest.param("monthly on the 31st 9:00", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 31), id="monthly, the last"),
        pytest.param("monthly 3 9", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 3), id="a day and a bare hour"),
        pytest.param("monthly 9:00", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="a time is not a day"),
        pytest.param("monthly 9am", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="nor is 9am"),
        pytest.param("monthly at 9", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="at 9 is no day of the month"),
        pytest.param("on the last day of the month", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 31), id="the last day"),
        pytest.param("monthly last day 9:00", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 31), id="monthly, last day"),
        pytest.param("1st of the month at 9am", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="the 1st"),
        pytest.param("monthly on the first", Cadence(Every.MONTHLY, NINE, STOCKHOLM, 1), id="the first"),
        pytest.param("mon-fri 9:00", Cadence(Every.WEEKDAYS, NINE, STOCKHOLM), id="from mon to fri"),
        pytest.param("Monday to Friday 9:00", Cadence(Every.WEEKDAYS, NINE, STOCKHOLM), id="from Monday to Friday"),
        pytest.param("every morning", Cadence(Every.DAILY, NINE, STOCKHOLM), id="every morning"),
        pytest.param("daily 0900", Cadence(Every.DAILY, NINE, STOCKHOLM), id="four digits"),
        pytest.param("daily at 1730", Cadence(Every.DAILY, time(17, 30), STOCKHOLM), id="four digits with at"),
        pytest.param("daily 9h30", Cadence(Every.DAILY, time(9, 30), STOCKHOLM), id="hours and minutes by an h"),
        pytest.param("daily at 9:00.", Cadence(Every.DAILY, NINE, STOCKHOLM), id="a whole sentence"),
        pytest.param("daily 9:00 Europe/London.", Cadence(Every.DAILY, NINE, LONDON), id="a sentence with a zone"),
        pytest.param("daily 9:00 London", Cadence(Every.DAILY, NINE, LONDON), id="the city of a zone"),
        pytest.param("daily at 9 in london time", Cadence(Every.DAILY, NINE, LONDON), id="a city's time"),
        pytest.param(
            "daily 9am New York", Cadence(Every.DAILY, NINE, ZoneInfo("America/New_York")), id="a city of two words"
        ),
        pytest.param("daily 9:00 my local time", Cadence(Every.DAILY, NINE, STOCKHOLM), id="one's own time"),
        pytest.param("daily 9:00 Europe/London", Cadence(Every.DAILY, NINE, LONDON), id="a zone of its own"),
        pytest.param("daily 9:00 europe/london time", Cadence(Every.DAILY, NINE, LONDON), id="a zone in any case"),
        pytest.param("daily 9:00 UTC", Cadence(Every.DAILY, NINE, UTC_ZONE), id="utc"),
        pytest.param(
            "daily 9:00 pacific time",
            Cadence(Every.DAILY, NINE, ZoneInfo("America/Los_Angeles")),
            id="a name that holds all year",
        ),
    ],
)
def test_how_often_and_when(text, cadence):
    found = subscribed(f"signups {text}")

    assert (found.kind, found.cadence, found.where) == (DigestKind.SIGN_UPS, cadence, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sign-ups", DigestKind.SIGN_UPS),
        ("to the registrations digest", DigestKind.SIGN_UPS),
        ("signins", DigestKind.SIGN_INS),
        ("logins", DigestKind.SIGN_INS),
        ("incidents", DigestKind.INCIDENTS),
        ("failure spikes", DigestKind.INCIDENTS),
        ("singups", DigestKind.SIGN_UPS),
        ("the sigins digest", DigestKind.SIGN_INS),
    ],
)
def test_what_it_is_about(text, kind):
    assert subscribed(f"{text} daily 9:00").kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "please subscribe signups daily 9:00",
        "Could you subscribe me to signups daily 9:00",
        "subscribe this channel to the sign-ups digest daily at 9:00 please",
        "I'd like to subscribe to signups daily 9:00",
    ],
)
def test_it_may_be_said_politely(text):
    found = wish(text)

    assert (found.kind, found.cadence, found.where) == (
        DigestKind.SIGN_UPS,
        Cadence(Every.DAILY, NINE, STOCKHOLM),
        (),
    )


def test_a_command_of_a_log_says_what_it_is_about():
    assert wish("subscribe daily 9:00", "/signins").kind is DigestKind.SIGN_INS


@pytest.mark.parametrize(
    ("text", "where", "about"),
    [
        pytest.param('app "Store"', (Is("app", "Store"),), "app Store", id="in quotes"),
        pytest.param("app:Store", (Is("app", "Store"),), "app Store", id="by key"),
        pytest.param('app "Daily Planner"', (Is("app", "Daily Planner"),), "app Daily Planner", id="a daily app"),
        pytest.param("Google or Apple", (OneOf("provider", ("Google", "Apple")),), "Google or Apple", id="any of"),
        pytest.param("not Google", (Not(Is("provider", "Google")),), "not Google", id="all but"),
        pytest.param(
            "Store social", (Is("app", "Store"), Is("provider_kind", "social")), "app Store · social", id="two"
        ),
    ],
)
def test_filters_are_those_of_questions(text, where, about):
    found = subscribed(f"signups daily 9:00 {text}")

    assert (found.where, found.about, found.personal) == (where, about, False)


def test_a_filter_on_a_person_is_known_to_be_personal():
    assert subscribed("signups daily 9:00 user:jane@contoso.com").personal


@pytest.mark.parametrize(
    ("text", "channel", "to_me"),
    [
        pytest.param("", None, False, id="not said"),
        pytest.param("here", None, False, id="here"),
        pytest.param("in <#C0OPS|ops>", Channel("C0OPS"), False, id="a channel"),
        pytest.param("<#C0OPS|daily-9>", Channel("C0OPS"), False, id="a channel whose name looks like something else"),
        pytest.param("to me", None, True, id="to me"),
        pytest.param("by DM", None, True, id="by dm"),
    ],
)
def test_where_it_goes(text, channel, to_me):
    found = subscribed(f"signups daily 9:00 {text}")

    assert (found.channel, found.to_me, found.where) == (channel, to_me, ())


@pytest.mark.parametrize(
    "text",
    ["skip when quiet", "skip if quiet", "skip quiet days", "unless quiet", "skip empty", "skip if nothing happened"],
)
def test_quiet_days_may_be_skipped(text):
    assert subscribed(f"signups daily 9:00 {text}").skip_quiet


@pytest.mark.parametrize("text", ["", "say so when quiet", "even when it is quiet"])
def test_quiet_days_are_told_of_unless_they_are_to_be_skipped(text):
    found = subscribed(f"signups daily 9:00 {text}")

    assert (found.skip_quiet, found.where) == (False, ())


def test_a_city_of_sign_ins_is_a_filter_where_no_time_of_day_stands_before_it():
    found = subscribed("signins daily 9:00 UTC London")

    assert (found.cadence.zone, found.where) == (UTC_ZONE, (Is("city", "London"),))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("daily 9:00 UTC", (), id="nothing"),
        pytest.param(
            "daily",
            ("no time was said: 9:00", "no time zone was said: yours, Europe/Stockholm"),
            id="a time and a zone",
        ),
        pytest.param("weekly 9:00 UTC", ("no day was said: Monday",), id="a weekday"),
        pytest.param("monthly 9:00 UTC", ("no day was said: the 1st",), id="a day of the month"),
        pytest.param("dayly 9:00 UTC", ("read “dayly” as “daily”",), id="a word misspelt"),
        pytest.param("weekly wendsday 9:00 UTC", ("read “wendsday” as “wednesday”",), id="a weekday misspelt"),
        pytest.param("mondays 9:00 UTC", (), id="a weekday in the plural"),
        pytest.param("daily 9:00 London", ("read “London” as the time zone Europe/London",), id="a city's zone"),
        pytest.param("daily 9:00 UTC Gogle", ("read “Gogle” as “google”",), id="a filter misspelt"),
    ],
)
def test_what_was_assumed_is_said(text, notes):
    assert subscribed(f"signups {text}").notes == notes


@pytest.mark.parametrize(
    ("text", "kind", "word", "suggested"),
    [
        pytest.param("", "not_understood", None, "/entra subscribe signups daily 9:00", id="nothing"),
        pytest.param("signups", "not_understood", None, "/entra subscribe signups daily 9:00", id="not how often"),
        pytest.param("daily 9:00", "not_understood", None, "/entra subscribe signins daily 9:00", id="not what"),
        pytest.param("signups daily weekly", "conflict", None, "daily 9:00", id="two rhythms"),
        pytest.param("signups daily monday", "conflict", "monday", "weekly monday 9:00", id="daily on mondays"),
        pytest.param("signups daily 25:00", "bad_value", "25:00", "9:00", id="no such hour"),
        pytest.param("signups daily 13pm", "bad_value", "13pm", "9am", id="no such half"),
        pytest.param("signups monthly 32", "bad_value", "32", "monthly 1 9:00", id="no such day"),
        pytest.param("signups daily Europe/Lundon", "bad_value", "Europe/Lundon", "Europe/London", id="no such zone"),
        pytest.param("signups daily CET", "bad_value", "CET", "Europe/Berlin", id="a zone of half the year"),
        pytest.param(
            "signups and signins daily", "conflict", None, "/entra subscribe signins daily 9:00", id="two logs"
        ),
        pytest.param("signups every other monday", "bad_value", "every other monday", "daily 9:00", id="every other"),
        pytest.param("signups every 2 weeks", "bad_value", "every 2 weeks", "daily 9:00", id="every two weeks"),
        pytest.param("signups biweekly", "bad_value", "biweekly", "daily 9:00", id="a rhythm like another"),
        pytest.param("signups mon,wed 9:00", "conflict", "wed", "weekly wed 9:00", id="two weekdays"),
        pytest.param(
            "signups monday and friday", "conflict", "friday", "weekly friday 9:00", id="two weekdays in words"
        ),
        pytest.param("signups daily 9:00 and 17:00", "conflict", "17:00", "daily 17:00", id="two times of day"),
        pytest.param("signups daily UTC Europe/Paris", "conflict", "Europe/Paris", None, id="two zones"),
        pytest.param("signups daily 9:00 UTC+2", "bad_value", "UTC+2", "Europe/Berlin", id="an offset"),
        pytest.param("signins daily 9:00 UK time", "bad_value", "UK", "Europe/London", id="a country's time"),
        pytest.param(
            "signups daily America/New York", "bad_value", "America/New", "America/New_York", id="half a zone"
        ),
        pytest.param("signups daily in #ops", "bad_value", "#ops", None, id="a channel that slack did not name"),
        pytest.param("signups daily to <@U1>", "unsupported_field", "<@U1>", None, id="to somebody else"),
        pytest.param("signups daily <#C1> <#C2>", "conflict", "C2", None, id="two channels"),
        pytest.param("signups daily <#C1> to me", "conflict", None, None, id="a channel and me"),
        pytest.param("signups daily failed", "unsupported_field", "failed", None, id="an outcome"),
        pytest.param("signups daily last 7d", "unsupported_field", "last 7d", None, id="a time"),
        pytest.param("signups daily by app", "unsupported_field", "by app", None, id="groups"),
        pytest.param("signups daily how many", "unsupported_field", "how many", None, id="a form"),
        pytest.param("incidents daily Google", "unsupported_field", "Google", None, id="a filter on incidents"),
        pytest.param("signups daily country:FR", "unsupported_field", "country", None, id="another log's filter"),
        pytest.param("signups daily app:Stoer", "unknown_app", "Stoer", "Store", id="an app misspelt"),
        pytest.param("signups daily flibbertigibbet", "unknown_word", "flibbertigibbet", None, id="an unknown word"),
        pytest.param("signups daily " + "x" * 1_001, "too_long", None, None, id="too long"),
    ],
)
def test_a_mistake_names_the_word_and_what_would_work(text, kind, word, suggested):
    error = mistake(text)

    assert (error.kind.value, error.word) == (kind, word)
    assert suggested is None or suggested in error.suggestions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("subscriptions", Listing(), id="subscriptions"),
        pytest.param(" My subscriptions. ", Listing(), id="mine"),
        pytest.param("list my subscriptions", Listing(), id="list"),
        pytest.param("pause 3", Handle(Deed.PAUSE, 3), id="pause"),
        pytest.param("resume #3", Handle(Deed.RESUME, 3), id="resume"),
        pytest.param("unsubscribe subscription 3", Handle(Deed.UNSUBSCRIBE, 3), id="unsubscribe"),
        pytest.param("unsubcribe 3", Handle(Deed.UNSUBSCRIBE, 3), id="a deed misspelt"),
        pytest.param("preview 12", Handle(Deed.PREVIEW, 12), id="preview"),
        pytest.param("send 3 now", Handle(Deed.SEND, 3), id="send now"),
        pytest.param("preview 12 please", Handle(Deed.PREVIEW, 12), id="kindly"),
        pytest.param("unsubscribe 3, thanks!", Handle(Deed.UNSUBSCRIBE, 3), id="with thanks"),
        pytest.param("HISTORY 3", Handle(Deed.HISTORY, 3), id="history"),
        pytest.param("take over 3", Handle(Deed.TAKE_OVER, 3), id="take over"),
        pytest.param("Take over subscription 3.", Handle(Deed.TAKE_OVER, 3), id="take over in a sentence"),
        pytest.param("subscription list", Listing(), id="one subscription of many"),
        pytest.param("subscriptions in this channel", Listing(), id="those of a channel, among all"),
        pytest.param("subscriptoins", Listing(), id="the list misspelt"),
        pytest.param("puase 3", Handle(Deed.PAUSE, 3), id="a short deed misspelt before a number"),
        pytest.param("puase sign-ups", None, id="a short word that is no deed"),
        pytest.param("preview number 3", Handle(Deed.PREVIEW, 3), id="a number that is called one"),
        pytest.param("unsubscribe from 3", Handle(Deed.UNSUBSCRIBE, 3), id="unsubscribe from"),
        pytest.param("history", None, id="a history of something else"),
        pytest.param("send me failed sign-ups", None, id="a question"),
        pytest.param("take a look at failed sign-ups", None, id="a question that begins like a deed"),
        pytest.param("failed sign-ups last 24h", None, id="another question"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_what_is_to_be_done_with_those_there_are(text, expected):
    assert wish(text) == expected


def test_other_commands_have_no_subscriptions():
    assert wish("subscriptions", "/whois") is None


@pytest.mark.parametrize(
    "deed",
    [
        *("pause", "pause all", "pause sign-ups", "resume", "unsubscribe", "unsubscribe from everything"),
        *("preview", "preview signups daily", "send", "send now", "take over"),
    ],
)
def test_a_deed_without_a_number_asks_which(deed):
    with pytest.raises(QuestionError, match="Which subscription"):
        wish(deed)


@pytest.mark.parametrize("text", ["pause 1 2", "pause 1, 2", "pause 1 for a week", "resume 1 and 2"])
def test_one_number_is_handled_at_a_time_and_nothing_is_said_of_how_long(text):
    with pytest.raises(QuestionError, match="Say one number and nothing else"):
        wish(text)


@pytest.mark.parametrize("text", ["stop 3", "cancel 3", "delete subscription 3", "remove #3"])
def test_a_word_that_may_mean_an_end_or_a_pause_is_asked_back(text):
    with pytest.raises(QuestionError) as caught:
        wish(text)

    assert caught.value.suggestions == ("/entra unsubscribe 3", "/entra pause 3")


@pytest.mark.parametrize(
    "text",
    ["change 3 to 10:30", "reschedule 3 10:30", "edit #3", "change the time of subscription 3 to weekly", "rename 3"],
)
def test_who_wants_one_changed_is_told_to_make_it_anew_and_end_the_old_one(text):
    with pytest.raises(QuestionError, match="subscribe again as you want it, then say unsubscribe 3"):
        wish(text)


@pytest.mark.parametrize("text", ["change 3 passwords", "update 3 users", "changes to subscriptions"])
def test_what_is_no_subscription_is_left_to_questions(text):
    assert wish(text) is None


@given(st.text(max_size=80))
def test_no_text_makes_it_fail_in_any_other_way(text):
    for begin in ("", "subscribe ", "subscribe signups daily ", "pause "):
        with suppress(QuestionError):
            wish(begin + text)

"""Somebody opens Gatehouse: what goes on, what they asked, how fresh it is, and what can be pressed there."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from bot_in_town import NOW
from forms_on_screen import answered

from bot.demo.blockkit.views import view_problems
from bot.demo.workspace.people import GUEST, HELPDESK, SECURITY, SUPPORT
from bot.desk.home import HomeDesk
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Is, Log
from bot.domain.window import Window
from bot.mirror.incident_ledger import IncidentLedger
from bot.mirror.store import Mirror
from bot.planning.catalogue import log_row


@pytest.fixture
def reader(make_bot, town):
    """A bot behind HTTP, where the door does not matter."""
    return make_bot(workspace=town, watched=(SUPPORT.id,))


def home(bot, user=HELPDESK.id):
    """The tab as somebody finds it on opening it."""
    before = (bot.workspace.home(user) or {}).get("hash")
    bot.workspace.open_home(user=user).wait_ack()
    bot.workspace.wait_until(lambda: (bot.workspace.home(user) or {}).get("hash") != before, lambda: "a Home tab")
    view = bot.workspace.home(user)
    assert view_problems({"type": "home", "blocks": view["blocks"]}) == []
    return view


def said(view):
    """All lines of a tab."""
    lines = []
    for block in view["blocks"]:
        parts = [block.get("text"), *block.get("elements", ())]
        lines += [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
    return "\n".join(lines)


def ask(bot, text, user=HELPDESK.id):
    bot.workspace.slash("/signups", text, user=user).wait(1)


def incident(**changes):
    told = {
        "id": "1",
        "kind": IncidentKind.FAILURE,
        "dims": (("provider", "Google"),),
        "since": NOW - timedelta(hours=3),
        "opened_at": NOW - timedelta(hours=2),
        "last_hour": NOW - timedelta(hours=1),
        "window_end": NOW,
        "window_hours": 3,
        "observed": 34,
        "expected": 4.2,
        "attempts": 60,
        "failures": 40,
        "share": 0.9,
    }
    return Incident(**told | changes)


def test_the_tab_is_there_when_it_is_opened(bot):
    view = home(bot)

    assert "Open incidents" in said(view)
    assert "Asked last" in said(view)
    assert "Subscriptions" in said(view)
    assert "The logs" in said(view)
    assert "As of Fri 20 Nov 10:30 CET" in said(view), "in the reader's own zone"


def test_the_messages_beside_it_need_nothing(reader):
    reader.workspace.open_home("messages").wait_ack()
    home(reader)

    assert len(reader.workspace.calls("views.publish")) == 1


# One's own questions


def test_what_was_asked_is_run_again_by_one_press(bot):
    ask(bot, "failed with Google yesterday")
    view = home(bot)
    assert "Sign-ups · Google · failed" in said(view)

    bot.workspace.press(view, "home_run_0").wait_ack()

    assert "Google" in answered(bot).text
    assert len(bot.desk.asked) == 2
    assert bot.desk.asked[0] == bot.desk.asked[1]


def test_nobody_sees_what_others_asked(reader):
    ask(reader, "failed with Google yesterday", user=SECURITY.id)

    assert "Google" not in said(home(reader))
    assert "Nothing yet" in said(home(reader))


def test_favourites_stand_first_and_once(reader):
    ask(reader, "failed with Google yesterday")
    ask(reader, "failed with Facebook yesterday")
    kept = reader.kept.history(HELPDESK.id)[-1]
    reader.kept.star(kept.id, HELPDESK.id, NOW)

    text = said(home(reader))
    assert text.index("Favourites") < text.index("Google") < text.index("Asked last") < text.index("Facebook")
    assert text.count("· Google ·") == 1


def test_a_question_that_was_forgotten_meanwhile_is_said_to_be(reader):
    ask(reader, "failed with Google yesterday")
    view = home(reader)
    reader.kept.forget(NOW + timedelta(days=1))
    reader.workspace.press(view, "home_run_0").wait_ack()

    assert "no longer has this question" in answered(reader).text


def test_hostile_text_in_a_question_is_only_text(reader):
    ask(reader, 'user:"<!channel> *x* {{ 7*7 }}" yesterday')

    text = str(home(reader)["blocks"])
    assert "<!channel>" not in text
    assert "49" not in text.replace("Europe", "")


# What goes on


def test_an_open_incident_is_told_with_its_numbers(reader):
    IncidentLedger(reader.kept.path).note(SUPPORT.id, Log.SIGN_UPS, incident(), failed=40)

    text = said(home(reader))
    assert f"Sign-ups fail more than usual: Google in <#{SUPPORT.id}>" in text
    assert "40 attempts failed" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(IncidentKind.DROP, "Sign-ins have all but stopped: Google", id="a drop"),
        pytest.param(IncidentKind.SURGE, "Unusually many sign-ins: Google", id="a surge"),
    ],
)
def test_other_kinds_of_incidents_are_called_what_they_are(reader, kind, words):
    IncidentLedger(reader.kept.path).note(SUPPORT.id, Log.SIGN_INS, incident(kind=kind), failed=40)

    assert words in said(home(reader))


def test_unfinished_sign_ups_are_told_with_their_number_unless_another_incident_tells_of_them(reader):
    ledger = IncidentLedger(reader.kept.path)
    left = ledger.note(SUPPORT.id, Log.SIGN_UPS, incident(id="left", kind=IncidentKind.ABANDONMENT), failed=40)
    before = said(home(reader))
    ledger.tell_with(left.id, ledger.note(SUPPORT.id, Log.SIGN_UPS, incident(), failed=12).id)
    after = said(home(reader))

    assert f"Sign-ups stay unfinished more than usual: Google in <#{SUPPORT.id}>" in before
    assert "40 attempts stayed unfinished" in before
    assert "unfinished" not in after
    assert "12 attempts failed" in after


def test_an_incident_that_is_over_is_not_told(reader):
    over = incident(recovered_at=NOW - timedelta(minutes=30))
    IncidentLedger(reader.kept.path).note(SUPPORT.id, Log.SIGN_UPS, over, failed=40)

    assert "None: failures, unfinished sign-ups and traffic are in their usual range" in said(home(reader))


def test_where_nobody_is_told_of_incidents_the_setting_is_named(make_bot, town):
    assert "GATEHOUSE_ALERT_CHANNELS" in said(home(make_bot(workspace=town)))


def test_subscriptions_are_listed_with_their_next_turn(reader):
    reader.workspace.slash("/entra", "subscribe signups daily 9:00").wait(1)

    text = said(home(reader))
    assert "1. Sign-ups, " in text
    assert "Next: " in text
    assert f"<#{SUPPORT.id}>" in text


def test_another_persons_own_subscription_is_not_shown(reader):
    reader.workspace.slash("/entra", "subscribe signups daily 9:00 to me", user=SECURITY.id).wait(1)

    assert "None yet" in said(home(reader))


def test_each_log_says_how_fresh_it_is(reader):
    store = Mirror(reader.kept.path)
    store.mark(Log.SIGN_UPS, Window(NOW - timedelta(days=30), NOW), NOW - timedelta(minutes=3))

    text = said(home(reader))
    assert "Sign-ups: read 3 min ago, kept since Wed 21 Oct 11:30 CEST." in text
    assert "Provisioning: not read yet." in text
    assert "3 logs have not been read yet" in text
    assert "gatehouse doctor" in text


def test_when_all_logs_are_fresh_the_tab_says_so(reader):
    store = Mirror(reader.kept.path)
    for log in (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING):
        first = next(part.name for part in log_row(log).parts if not part.within)
        store.mark(log, Window(NOW - timedelta(days=30), NOW), NOW - timedelta(minutes=3), first)

    assert "All of them are up to date." in said(home(reader))


# What can be pressed


def test_an_example_runs(reader):
    reader.workspace.press(home(reader), "home_try_0").wait_ack()

    answered(reader)
    assert reader.desk.asked[0].where == (Is("status", "failed"),)


def test_the_forms_open_from_there(reader):
    view = home(reader)
    for action, title in (("home_ask", "Ask the logs"), ("home_person", "Look up a user")):
        reader.workspace.press(view, action).wait_ack()
        reader.workspace.wait_until(
            lambda title=title: [each["title"]["text"] for each in reader.workspace.screen(HELPDESK.id)] == [title],
            lambda title=title: title,
        )


def test_refreshing_shows_what_happened_since(reader):
    view = home(reader)
    ask(reader, "failed with Google yesterday")
    reader.workspace.press(view, "home_refresh").wait_ack()

    reader.workspace.wait_until(
        lambda: "Google" in said(reader.workspace.home(HELPDESK.id)), lambda: "the new question"
    )


def test_a_tab_that_was_changed_meanwhile_is_shown_anew_all_the_same(reader):
    view = home(reader)
    newer = home(reader)
    assert newer["hash"] != view["hash"]

    reader.workspace.interact(
        "block_actions",
        {"view": view, "container": {"type": "view"}, "actions": [{"action_id": "home_refresh", "action_ts": "1.1"}]},
    ).wait_ack()

    reader.workspace.wait_until(
        lambda: reader.workspace.home(HELPDESK.id)["hash"] != newer["hash"], lambda: "the tab of the later reading"
    )
    assert [call.error for call in reader.workspace.calls("views.publish")] == [None, None, "hash_conflict", None]


# Who sees what


def test_somebody_without_rights_sees_why_and_what_could_be_asked(make_bot, town):
    bot = make_bot(workspace=town, allowed=frozenset({SECURITY.id}))
    IncidentLedger(bot.kept.path).note(SUPPORT.id, Log.SIGN_UPS, incident(), failed=40)

    view = home(bot)
    assert HELPDESK.id in said(view)
    assert "GATEHOUSE_ALLOWED_USERS" in said(view)
    assert "Google" not in str(view["blocks"])
    assert "/signups failed last 24h" in str(view["blocks"])
    assert "home_ask" not in str(view["blocks"])


def test_a_guest_sees_why(reader):
    assert "Guests" in said(home(reader, user=GUEST.id))


def test_a_memory_that_cannot_be_read_is_said(reader, caplog):
    with closing(sqlite3.connect(reader.kept.path)) as db, db:
        db.execute("DROP TABLE kept_questions")

    assert "cannot read its own memory" in said(home(reader))
    assert "Home tab could not be put together" in caplog.text


def test_a_fault_of_ours_is_said_and_can_be_found_in_the_log(reader, caplog, monkeypatch):
    def broken(*_: object) -> None:
        raise LookupError("nobody thought of this")

    monkeypatch.setattr(HomeDesk, "facts", broken)

    reference = re.search("GH-[A-Z0-9]{6}", said(home(reader)))[0]
    assert f"{reference}: a Home tab could not be put together" in caplog.text

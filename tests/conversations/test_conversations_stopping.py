"""Somebody who waits for a long reading is told how it goes, in one message that changes, and may stop it."""

from threading import Event

import pytest

from bot.demo.workspace.people import SECURITY, SUPPORT
from bot.render import Message
from handlers.answer_buttons import NOTHING_TO_STOP, STOPPING
from handlers.asked import Asked
from handlers.reply import Delivery

PATIENCE = 20
ASKED = Asked(text="subscribe signups daily 9:00", command="/entra", user=SECURITY.id, channel=SUPPORT.id)


class Log:
    """A log that is read page by page, as fast as a test lets it."""

    def __init__(self, bot):
        self.bot = bot
        self.half_read, self.go_on = Event(), Event()
        self.pages = 0

    def read(self, question, zone, progress):
        while self.pages < 50:
            self.pages += 1
            progress(100 * self.pages)
            if self.pages == 2:
                self.half_read.set()
                self.go_on.wait(PATIENCE)
        return self.bot.desk.nothing(question, zone)


@pytest.fixture
def bot(make_bot):
    return make_bot(notes_after=(0.05, 0.1))


@pytest.fixture
def log(bot):
    log = Log(bot)
    bot.desk.finds = log.read
    yield log
    log.go_on.set()


def stop(bot, note, **who):
    pressed = bot.workspace.click(note.post, "stop_reading", **who)
    (said,) = pressed.wait(1)
    return said


def test_the_note_is_edited_until_the_answer_stands_in_its_place(bot, log):
    asked = bot.workspace.slash("/signups", "failed last 7d")
    first, second = asked.wait(2)
    log.go_on.set()
    *_, answer = asked.wait(3)

    assert "reading the log" in first.text
    assert "reading the log, 200 rows so far" in second.text
    assert [each.body.get("replace_original") for each in (first, second, answer)] == [None, True, True]
    assert "stop_reading" not in str(answer.blocks)


def test_who_waits_may_stop_the_reading(bot, log):
    asked = bot.workspace.slash("/signups", "failed last 30d")
    *_, note = asked.wait(2)
    assert log.half_read.wait(PATIENCE)

    said = stop(bot, note)
    log.go_on.set()
    *_, end = asked.wait(3)

    assert STOPPING in said.text
    assert "Stopped, as you asked, after 300 rows" in end.text
    assert log.pages == 3, "no further page is read"
    assert "GH-" not in end.text, "nothing went wrong"


@pytest.mark.parametrize(("command", "text"), [("/whois", "jane@contoso.com"), ("/risk", "high"), ("/apps", "")])
def test_what_is_put_together_of_several_readings_can_be_stopped_too(bot, log, command, text):
    asked = bot.workspace.slash(command, text)
    *_, note = asked.wait(2)

    stop(bot, note)
    log.go_on.set()
    *_, end = asked.wait(3)

    assert "Stopped, as you asked" in end.text


def test_nobody_else_may_stop_it(bot, log):
    asked = bot.workspace.slash("/signups", "failed last 7d")
    *_, note = asked.wait(2)

    said = stop(bot, note, user=SECURITY.id)
    log.go_on.set()
    *_, answer = asked.wait(3)

    assert NOTHING_TO_STOP in said.text
    assert "Stopped" not in answer.text


def test_stopping_what_is_over_is_told_kindly(bot, log):
    asked = bot.workspace.slash("/signups", "failed last 7d")
    *_, note = asked.wait(2)
    log.go_on.set()
    asked.wait(3)

    assert NOTHING_TO_STOP in stop(bot, note).text


class Told:
    """A way to somebody that keeps what it is given."""

    def __init__(self):
        self.said, self.noted = [], Event()

    def note(self, message):
        self.said.append(message.text)
        self.noted.set()

    def say(self, message):
        self.said.append(message.text)
        return Delivery.SHOWN


def test_what_takes_long_without_a_log_is_named_until_it_is_done(bot):
    told = Told()

    def done():
        assert told.noted.wait(PATIENCE)
        return Message((), "Subscribed.")

    bot.conversation.answering.follow(ASKED, done, told, "GH-1", heading="Subscribing.")

    assert told.said == ["Subscribing.", "Subscribed."]


def test_what_is_done_at_once_needs_no_word_before_it(make_bot):
    told = Told()

    answering = make_bot(notes_after=(60.0,)).conversation.answering
    answering.follow(ASKED, lambda: Message((), "Subscribed."), told, "GH-1", heading="Subscribing.")

    assert told.said == ["Subscribed."]


def test_five_messages_are_never_exceeded(bot, log):
    asked = bot.workspace.slash("/signups", "failed last 7d")
    asked.wait(2)
    log.go_on.set()
    asked.wait(3)

    assert len(asked.replies) == 3

"""An answer as a file: complete, and in the direct messages of whoever asked for it."""

import csv
import json
from io import StringIO

import pytest
from answer_reading import ask, options, press, table, total
from town_house import whole_bot_in

from bot.demo.workspace.people import SECURITY


@pytest.fixture(scope="module")
def bot(town, tmp_path_factory):
    with whole_bot_in(town, tmp_path_factory.mktemp("files")) as bot:
        yield bot


def newest_file(bot):
    """The last file that was sent: its post and its content."""
    post = [post for post in bot.workspace.posts if post.files][-1]
    return post, bot.workspace.file(post.files[0]["id"], partner(bot, post)).content


def partner(bot, post):
    """With whom Gatehouse talks where that was posted."""
    return bot.workspace.channel(post.channel).channel.partner


def rows_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("command", "text"),
    [
        pytest.param("/signups", "failed last 7d", id="sign-ups"),
        pytest.param("/signins", "failed last 24h", id="sign-ins"),
        pytest.param("/audit", "last 7d", id="changes"),
        pytest.param("/provisioning", "last 7d", id="provisioning"),
        pytest.param("/risk", "signin last 30d", id="risk"),
    ],
)
def test_a_csv_file_has_as_many_rows_as_the_headline_counts(bot, command, text):
    reply = ask(bot, command, text)

    said = press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"]).text

    _, content = newest_file(bot)
    assert len(rows_of(content)) == total(reply)
    assert f"{total(reply):,} row" in said
    assert "direct messages" in said


def test_a_file_is_for_whoever_asked_and_nobody_else(bot):
    reply = ask(bot, "/signups", "failed last 24h", user=SECURITY.id)
    press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"], user=SECURITY.id)

    post, content = newest_file(bot)
    assert partner(bot, post) == SECURITY.id
    assert "failed" in post.text, "what the file answers"
    assert any("@" in row["user"] and "***" not in row["user"] for row in rows_of(content))


def test_a_json_file_has_the_same_numbers(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    press(bot, reply, "answer_more", options(reply, "answer_more")["JSON file"])

    said = json.loads(newest_file(bot)[1])
    assert said["totals"]["attempts"] == len(said["rows"]) == total(reply)
    assert said["question"]["filters"] == {"status": "failed"}


def test_the_file_of_a_breakdown_has_all_its_groups(bot):
    reply = ask(bot, "/signins", "last 24h by user top 3")
    press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"])

    rows = rows_of(newest_file(bot)[1])
    assert len(rows) > 3
    assert sum(int(row["events"]) for row in rows) == total(reply)


def test_the_file_of_a_chart_has_the_rows_it_draws(bot):
    reply = ask(bot, "/signups", "chart last 24h")
    press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"])

    assert len(rows_of(newest_file(bot)[1])) == total(reply)


def test_a_file_can_be_asked_for_in_words(bot):
    reply = ask(bot, "/signups", "failed last 24h as csv")

    _, content = newest_file(bot)
    assert "*As a file:* gatehouse-signups-" in reply.text
    assert len(rows_of(content)) == total(reply)
    assert list(table(reply)), "the newest are listed too"


def test_a_file_is_sent_once_however_many_pages_are_turned(bot):
    first = ask(bot, "/signups", "failed last 7d as csv")
    sent = len(bot.workspace.calls("files.completeUploadExternal"))

    second = press(bot, first, "answer_next")
    back = press(bot, second, "answer_back")

    assert list(table(back)) == list(table(first)) != list(table(second))
    assert len(bot.workspace.calls("files.completeUploadExternal")) == sent


def test_a_file_that_slack_refuses_is_told_with_what_to_mend(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    bot.workspace.fail_next("files.completeUploadExternal", error="missing_scope")

    said = press(bot, reply, "answer_more", options(reply, "answer_more")["CSV file"]).text

    assert "could not be sent" in said
    assert "install the app again" in said
    assert "GH-" in said


def test_who_is_not_allowed_any_more_gets_no_file(town, tmp_path):
    with whole_bot_in(town, tmp_path) as bot:
        reply = ask(bot, "/signups", "failed last 24h")
    with whole_bot_in(town, tmp_path, allowed=frozenset({SECURITY.id}), kept=bot.kept) as later:
        said = press(later, reply, "answer_more", options(reply, "answer_more")["CSV file"]).text

    assert "not on the list" in said

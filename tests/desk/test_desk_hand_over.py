"""Owners who can no longer ask: their own digests stop, those of channels go on and the channel is told once."""

from datetime import timedelta

import pytest
from desk_deliveries import MONDAY, Town

from bot.domain.deliveries import Departed, Handling
from bot.domain.subscriptions import Channel, Person
from bot.errors import SlackError

DAY = timedelta(days=1)
LEFT = Departed("Lou Dahl", "Their Slack account is deactivated.")
REFUSED = SlackError("The channel is archived. Unarchive it.", code="is_archived")


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path / "mirror")


def test_direct_messages_to_somebody_who_may_not_ask_any_more_stop(town):
    town.add(to=Person("U1"))
    town.add(to=Person("U2"), owner="U2")
    town.roster.gone["U1"] = LEFT
    town.live(MONDAY + 3 * DAY)

    assert {to for to, _ in town.board.posts()} == {"U2"}
    assert town.board.notices == town.board.handed_over == []


def test_direct_messages_go_on_when_somebody_may_ask_again(town):
    town.add(to=Person("U1"))
    town.roster.gone["U1"] = LEFT
    town.live(MONDAY + 2 * DAY)
    town.roster.gone.clear()
    town.live(MONDAY + 3 * DAY)

    assert [to for to, _ in town.board.posts()] == ["U1"] * 3


def test_the_digest_of_a_channel_goes_on_and_the_channel_is_told_once(town):
    made = town.add()
    town.roster.gone["U1"] = LEFT
    town.live(MONDAY + 3 * DAY)
    town.restarted()
    town.live(MONDAY + 4 * DAY)

    assert len(town.board.posts()) == 4
    (asked,) = town.board.handed_over
    assert (asked.subscription.number, asked.departed) == (made.number, LEFT)


def test_a_channel_that_cannot_be_told_is_told_with_the_next_digest(town, caplog):
    town.add()
    town.roster.gone["U1"] = LEFT
    town.board.deaf = SlackError("Slack is holding back posts.", code="ratelimited")
    town.live(MONDAY + DAY)
    assert "could not be told" in caplog.text
    town.board.deaf = None
    town.live(MONDAY + 2 * DAY)

    assert len(town.board.handed_over) == 1


def test_of_a_failure_nobody_is_told_who_may_not_ask_any_more(town):
    """The log and the doctor tell whoever runs Gatehouse; the channel is asked for somebody who would be told."""
    town.add()
    town.roster.gone["U1"] = LEFT
    town.board.errors = [REFUSED] * 3
    town.live(MONDAY + DAY)

    assert town.board.notices == []
    assert len(town.board.handed_over) == 1


def test_whoever_takes_it_over_is_told_of_the_next_failure(town):
    made = town.add()
    town.roster.gone["U1"] = LEFT
    town.live(MONDAY + DAY)

    assert town.kept.take_over(made.number, "U1", "U2")
    assert not town.kept.take_over(made.number, "U1", "U3"), "the first of two counts"
    town.board.errors = [REFUSED]
    town.live(MONDAY + 2 * DAY)

    (notice,) = town.board.notices
    assert notice.subscription.owner == "U2"
    assert len(town.board.handed_over) == 1


def test_a_second_departure_is_news(town):
    made = town.add()
    town.roster.gone["U1"] = LEFT
    town.live(MONDAY + DAY)
    town.kept.take_over(made.number, "U1", "U2")
    town.live(MONDAY + 2 * DAY)
    town.roster.gone["U2"] = Departed("Mei Tanaka", "They are a guest of this workspace now.")
    town.live(MONDAY + 3 * DAY)

    assert [asked.departed.name for asked in town.board.handed_over] == ["Lou Dahl", "Mei Tanaka"]


def test_a_former_owner_is_told_who_took_it_over(town):
    made = town.add()
    town.kept.take_over(made.number, "U1", "U2")
    town.desk.owners.handled(made, Handling.TAKEN_OVER, "U2", may_enter=True)

    (told,) = town.board.told_of
    assert (told.subscription.owner, told.by, told.may_enter) == ("U1", "Name of U2", True)


def test_a_former_owner_who_can_no_longer_ask_is_told_nothing(town):
    made = town.add()
    town.roster.gone["U1"] = LEFT
    town.desk.owners.handled(made, Handling.TAKEN_OVER, "U2", may_enter=True)

    assert town.board.told_of == []


@pytest.mark.parametrize("handling", Handling)
def test_nobody_is_told_of_what_they_did_themselves(town, handling):
    town.desk.owners.handled(town.add(), handling, "U1", may_enter=True)

    assert town.board.told_of == []


def test_a_failure_that_goes_on_is_news_to_whoever_takes_it_over(town):
    """They are promised to be told; what the one before them was told is no news to them."""
    made = town.add()
    town.board.errors = [REFUSED] * 20
    town.live(MONDAY + DAY)
    town.kept.take_over(made.number, "U1", "U2")
    town.desk.owners.handled(made, Handling.TAKEN_OVER, "U2", may_enter=True)
    town.live(MONDAY + 2 * DAY)

    assert [notice.subscription.owner for notice in town.board.notices] == ["U1", "U2"]


def test_a_former_owner_who_cannot_be_told_is_an_error_for_whoever_took_it_over(town):
    made = town.add()
    town.board.deaf = SlackError("Slack is holding back posts.", code="ratelimited")

    with pytest.raises(SlackError):
        town.desk.owners.handled(made, Handling.TAKEN_OVER, "U2", may_enter=True)


def test_an_ended_subscription_cannot_be_taken_over(town):
    made = town.add(to=Channel("C1"))
    town.kept.end(made.number, town.clock.now())

    assert not town.kept.take_over(made.number, "U1", "U2")

"""A program killed at drawn steps, over and over: before a claim, between claim and post, between post and close."""

import random
from datetime import timedelta

import pytest
from desk_deliveries import MONDAY, Town, killed_again_and_again, subscriptions_in

from bot.domain.deliveries import DeliveryState

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = {
    "before claim": "nothing was begun",
    "after claim": "between claim and post",
    "before digest": "between claim and post",
    "after digest": "between post and close",
    "before posted": "between post and close",
    "after posted": "everything was done",
}


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path / "mirror")


def killed(town, *, may_look, number=12, seed=8):
    """So many digests fell due, and a program was killed at drawn steps until they were seen to; the kills."""
    made = subscriptions_in(town.kept, number, town.clock.now())
    drawn = random.Random(seed)
    epitaph = town.path.parent / "epitaph"
    town.clock.present = MONDAY + DAY
    burns = [drawn.randrange(1, 10) for _ in range(200)]
    town.clock.present = killed_again_and_again(
        town.path, town.board.file, epitaph, town.clock.now(), burns, may_look=may_look
    )
    return made, epitaph.read_text().splitlines()


def test_where_it_may_look_each_digest_stands_exactly_once(town):
    made, kills = killed(town, may_look=True)
    posted = [to for to, _ in town.board.posts()]

    assert sorted(posted) == sorted(each.to.id for each in made)
    assert not [each for each in made if town.desk.unconfirmed(each)]
    assert all(town.ledger.history(each.name, 1)[0].state is DeliveryState.POSTED for each in made)
    assert len(kills) > 12
    assert {MOMENTS[each] for each in kills if each in MOMENTS} == set(MOMENTS.values())


def test_where_it_may_not_look_none_stands_twice_and_what_is_in_doubt_is_told(town):
    made, kills = killed(town, may_look=False)
    posted = [to for to, _ in town.board.posts()]
    in_doubt = {each.to.id for each in made if town.desk.unconfirmed(each)}
    town.clock.present += HOUR
    town.restarted().post_owed()

    assert len(posted) == len(set(posted))
    assert set(posted) | in_doubt == {each.to.id for each in made}
    assert [to for to, _ in town.board.posts()] == posted, "nothing is posted that may stand there"
    begun = [each for each in kills if MOMENTS[each].startswith("between")]
    assert len(in_doubt) == len(begun) > 3, "what was begun and not closed, and nothing else"
    assert {MOMENTS[each] for each in kills} == set(MOMENTS.values())

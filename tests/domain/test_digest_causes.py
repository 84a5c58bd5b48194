"""The likeliest reason for a change: the way of ending whose share moved most, and the place that holds most of it."""

import pytest

from bot.domain.digest_causes import Loss, Sample, likeliest

CODE, LEFT = "ended with code 50181 (The emailed code did not match)", "were given up at “email code check”"


def lost(number, ending=CODE, app="Store", provider="Google"):
    return [Loss(ending, (f"in {app}", f"with {provider}"))] * number


def sample(*losses, of=100):
    return Sample([loss for some in losses for loss in some], of)


@pytest.mark.parametrize(
    ("now", "like", "more", "said"),
    [
        pytest.param(sample(lost(30)), sample(lost(10)), True, f"20 more attempts {CODE}: 30 instead of 10", id="more"),
        pytest.param(
            sample(lost(10)), sample(lost(30)), False, f"20 fewer attempts {CODE}: 10 instead of 30", id="fewer"
        ),
        pytest.param(
            sample(lost(20), lost(40, LEFT)),
            sample(lost(10), lost(5, LEFT)),
            True,
            f"35 more attempts {LEFT}: 40 instead of 5",
            id="walking away counts like failing",
        ),
        pytest.param(
            sample(lost(40), of=100),
            sample(lost(60), of=400),
            True,
            f"40% of attempts {CODE}, instead of 15%",
            id="fewer of everything, of which more ended so",
        ),
        pytest.param(
            sample(lost(40), of=400),
            sample(lost(40), of=100),
            False,
            f"10% of attempts {CODE}, instead of 40%",
            id="as many, of more",
        ),
    ],
)
def test_what_moved_most_is_said_with_both_numbers(now, like, more, said):
    assert likeliest(now, like, more=more).said("attempts") == said


@pytest.mark.parametrize(
    ("now", "like", "more"),
    [
        pytest.param(sample(lost(14)), sample(lost(10)), True, id="no more than chance"),
        pytest.param(sample(lost(30)), sample(lost(10)), False, id="the other direction"),
        pytest.param(sample(), sample(), True, id="nobody was lost"),
        pytest.param(sample(lost(10)), sample(lost(10)), True, id="the same"),
    ],
)
def test_what_explains_nothing_is_not_offered(now, like, more):
    assert likeliest(now, like, more=more) is None


def test_a_move_has_to_be_as_large_and_as_sure_as_is_asked():
    now, like = sample(lost(30)), sample(lost(15))

    assert likeliest(now, like, more=True, at_least=0.15, sure=2.5)
    assert not likeliest(now, like, more=True, at_least=0.16)
    assert not likeliest(now, like, more=True, sure=3.0)


@pytest.mark.parametrize(
    ("now", "like", "where"),
    [
        pytest.param(
            sample(lost(30, app="Rewards"), lost(10)),
            sample(lost(10)),
            "nearly all of the difference in Rewards",
            id="one app, and every provider alike",
        ),
        pytest.param(
            sample(lost(30, app="Rewards", provider="Email OTP"), lost(10)),
            sample(lost(10)),
            "nearly all of the difference in Rewards with Email OTP",
            id="one app and one provider",
        ),
        pytest.param(
            sample(lost(30, app="Rewards"), lost(18)),
            sample(lost(10)),
            "most of the difference in Rewards",
            id="most of it",
        ),
        pytest.param(
            sample(lost(10)),
            sample(lost(10), lost(30, app="Rewards")),
            "nearly all of the difference in Rewards",
            id="where it got better",
        ),
    ],
)
def test_the_place_that_holds_the_difference_is_named(now, like, where):
    more = len(now.losses) > len(like.losses)

    assert likeliest(now, like, more=more).said("attempts").endswith(where)


def test_no_place_is_named_where_the_difference_is_everywhere():
    everywhere = [loss for app in "ABCD" for loss in lost(10, app=app)]

    assert likeliest(Sample(everywhere, 100), sample(), more=True).places == ()


def test_a_place_that_was_always_bad_is_not_the_reason():
    now = sample(lost(50, app="Old"), lost(25, app="New"), of=200)
    like = sample(lost(50, app="Old"), of=200)

    assert likeliest(now, like, more=True).places == ("in New",)

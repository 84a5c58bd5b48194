"""The three words: each hears what the quieter one hears, and more."""

import pytest
from hourly_series import Town, Trouble, opened

from bot.domain.spikes import REPLAYED, Detector, Sensitivity

START = 24 * 9 + 10
FAINT_TO_CLEAR = Town(
    an_hour=20.0,
    hours=START + 24 * 7,
    troubles=tuple(
        Trouble(START + 24 * day, 3, {"provider": "Google"}, share, "credentialFederation", "90100")
        for day, share in enumerate((0.07, 0.1, 0.13, 0.16, 0.2, 0.3, 0.5))
    ),
)


@pytest.fixture(scope="module")
def told():
    """How many alerts each word raises, on the same series."""
    return {word: len(opened(FAINT_TO_CLEAR, Detector(REPLAYED, sensitivity=word))) for word in Sensitivity}


def test_fewer_says_less_than_normal_and_more_says_more(told):
    assert 0 < told[Sensitivity.FEWER] < told[Sensitivity.NORMAL] < told[Sensitivity.MORE]


def test_every_word_hears_an_outage():
    outage = Town(
        hours=START + 12,
        troubles=(Trouble(START, 5, {"provider": "Google"}, 0.9, "credentialFederation", "90100"),),
    )

    for word in Sensitivity:
        assert [dims for _, _, dims in opened(outage, Detector(REPLAYED, sensitivity=word))] == [{"provider": "Google"}]

"""The chances of counts, small and absurd."""

import pytest

from bot.domain.spikes.tails import lower_tail, upper_tail


def test_few_counts_have_the_chances_of_the_binomial_distribution():
    assert upper_tail(1, 2, 1.0, 1e-4) == pytest.approx(0.75, abs=1e-3)
    assert upper_tail(2, 2, 1.0, 1e-4) == pytest.approx(0.25, abs=1e-3)


def test_nothing_at_all_has_the_chance_of_the_poisson_distribution():
    assert lower_tail(0, 3.0, 1e-4) == pytest.approx(0.0498, abs=1e-3)


@pytest.mark.parametrize("times", [1, 10**3, 10**8])
def test_of_absurdly_many_the_ratio_tells(times):
    assert upper_tail(110_000 * times, 10**7 * times, 100_000.0 * times, 0.01) == pytest.approx(0.16, abs=0.02)
    assert lower_tail(90_000 * times, 100_000.0 * times, 0.01) == pytest.approx(0.16, abs=0.02)
    assert upper_tail(300_000 * times, 10**7 * times, 100_000.0 * times, 0.01) < 1e-9

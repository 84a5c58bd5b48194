"""Pages are turned forwards by what was shown and back to where they began."""

from itertools import pairwise

import pytest

from bot.domain.kept import FIRST_PAGE, Page


def test_pages_begin_where_the_one_before_them_ended():
    second = FIRST_PAGE.next(shown=15)
    third = second.next(shown=12)

    assert (second.first, third.first) == (15, 27)
    assert (FIRST_PAGE.is_first, second.is_first) == (True, False)


def test_the_total_is_that_of_the_first_page():
    assert FIRST_PAGE.ending([], 40).next(15).ending([], 41).total == 40


def test_turning_back_leads_to_where_each_page_began():
    third = Page((0, 15, 27), 40)

    assert third.previous() == Page((0, 15), 40)
    assert third.previous().previous() == FIRST_PAGE
    assert FIRST_PAGE.previous() == FIRST_PAGE


def ids(*numbers):
    return [f"row {number}" for number in numbers]


def turned(*pages):
    """The last of pages that showed these rows, as its answer was then."""
    page = FIRST_PAGE.ending(ids(*pages[0]), 40)
    for before, rows in pairwise(pages):
        page = page.next(shown=len(before)).ending(ids(*rows), 40)
    return page


@pytest.mark.parametrize(
    ("now", "place"),
    [
        pytest.param(range(1, 41), 15, id="as it was"),
        pytest.param(range(-1, 41), 17, id="rows before it came late"),
        pytest.param([*range(1, 10), *range(11, 41)], 14, id="a row before it is gone"),
        pytest.param([*range(1, 15), *range(16, 41)], 14, id="the last row before it is gone"),
        pytest.param([*range(1, 11), *range(16, 41)], 15, id="all that it knows of is gone"),
        pytest.param([], 15, id="nothing is left"),
    ],
)
def test_a_page_begins_behind_the_one_before_it_wherever_that_ends_now(now, place):
    page = turned(range(1, 16)).next(shown=15)

    assert page.among(ids(*now)).first == place


def test_a_page_that_is_turned_back_to_begins_behind_the_one_before_it_too():
    third = turned(range(1, 16), range(16, 31), range(31, 41))

    assert third.previous().among(ids(*range(41))).first == 16
    assert third.previous().previous().among(ids(*range(41))).first == 0


def test_only_the_last_rows_of_a_page_are_remembered():
    second = turned(range(1, 16), range(16, 31))

    assert second.ends == (tuple(ids(*range(11, 16))), tuple(ids(*range(26, 31))))
    assert second.previous().ends == ()


def test_pages_of_what_has_no_ids_go_by_number():
    assert FIRST_PAGE.ending([], 40).next(shown=15).among([]).first == 15

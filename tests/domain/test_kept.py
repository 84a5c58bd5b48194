"""Pages are turned forwards by what was shown and back to where they began."""

from bot.domain.kept import FIRST_PAGE, Page


def test_pages_begin_where_the_one_before_them_ended():
    second = FIRST_PAGE.next(shown=15, total=40)
    third = second.next(shown=12, total=41)

    assert (second.first, third.first) == (15, 27)
    assert (FIRST_PAGE.is_first, second.is_first) == (True, False)


def test_the_total_is_that_of_the_first_page():
    assert FIRST_PAGE.next(15, 40).next(12, 41).total == 40


def test_turning_back_leads_to_where_each_page_began():
    third = Page((0, 15, 27), 40)

    assert third.previous() == Page((0, 15), 40)
    assert third.previous().previous() == FIRST_PAGE
    assert FIRST_PAGE.previous() == FIRST_PAGE

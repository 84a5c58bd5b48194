"""Tells “US” the country from “us” the people."""

from bot.language.page import Page
from bot.language.tokens import Shape
from bot.language.vocabulary import lexicon
from bot.language.words.countries import COUNTRIES

WORDS_IN_CAPITALS = ("AD", "AM", "AS", "AT", "BY", "CA", "DO", "IN", "IS", "ME", "MY", "NO", "SO", "TO")
OFTEN_DEPARTMENTS = ("HR", "ID", "IT", "PR")
"""Codes of countries that are a country only after a preposition: HR is seldom Croatia."""


def is_country_code(page: Page, place: int) -> bool:
    """“US” in capitals is a country where the text is not all in capitals; words like IN and CA stay words."""
    text = page.tokens[place].text
    if text.islower():
        return text.upper() in COUNTRIES and _names_origin(page, place)
    code = text in COUNTRIES and text not in WORDS_IN_CAPITALS
    placed = text not in OFTEN_DEPARTMENTS or (place > 0 and page.tokens[place - 1].word in {"from", "in", "outside"})
    return code and placed and not page.text.isupper()


def _names_origin(page: Page, place: int) -> bool:
    """Whether a small “us” or “ru” is a country: after from, outside or a “!”, or joined to another such."""
    word, before = page.tokens[place].word, page.tokens[place - 1] if place else None
    if before is None or (word != "us" and word in lexicon().words):
        return False
    if before.shape is Shape.BANG or before.word in {"from", "outside"}:
        return True
    joined = place > 1 and (before.word in {"or", "and"} or before.shape is Shape.COMMA)
    return joined and is_country_code(page, place - 2)

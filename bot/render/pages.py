"""Which page draws which kind of answer or digest."""

from collections.abc import Sequence
from typing import assert_never

from bot.domain.answers import Answer
from bot.domain.digest_kinds import Digest
from bot.domain.digests import SignUpDigest
from bot.domain.event_answers import EventAnswer
from bot.domain.found import Found
from bot.domain.incident_digests import IncidentDigest
from bot.domain.kept import Page
from bot.domain.person_answers import PersonAnswer
from bot.domain.risk import RiskAnswer
from bot.domain.sign_in_digests import SignInDigest
from bot.domain.usage_answers import UsageAnswer
from bot.render import (
    answer_page,
    digest_page,
    incident_digest_page,
    person_page,
    risk_page,
    sign_in_digest_page,
    usage_page,
)
from bot.render.answer_page import AnswerPage
from bot.render.digest_layout import DigestPage
from bot.render.event_page import event_page_of


def digest_page_of(digest: Digest) -> DigestPage:
    """What is said of a digest, whatever it counts."""
    match digest:
        case SignUpDigest():
            return digest_page.page_of(digest)
        case SignInDigest():
            return sign_in_digest_page.page_of(digest)
        case IncidentDigest():
            return incident_digest_page.page_of(digest)
        case _:
            assert_never(digest)


def answer_page_of(answer: Found, heading: str, notes: Sequence[str], page: Page) -> AnswerPage:
    """What is said of an answer of any kind: `heading` is the question as understood, `notes` how it was taken."""
    match answer:
        case Answer():
            return answer_page.page_of(answer, heading, notes, page)
        case EventAnswer():
            return event_page_of(answer, heading, notes, page)
        case PersonAnswer():
            return person_page.page_of(answer, heading, notes)
        case RiskAnswer():
            return risk_page.page_of(answer, heading, notes, page)
        case UsageAnswer():
            return usage_page.page_of(answer, heading, notes, page)
        case _:
            assert_never(answer)

"""The whole sign-in log of a story, in order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.demo.rows import Row
from bot.demo.story.episodes import EpisodeKind, Lives
from bot.demo.story.sign_ins.customers import customer_sign_ins
from bot.demo.story.sign_ins.drafts import SignIn
from bot.demo.story.sign_ins.rows import printed_sign_in
from bot.demo.story.sign_ins.staff import staff_sign_ins
from bot.demo.story.sign_ins.told import told_sign_ins
from bot.demo.story.sign_ins.workloads import workload_sign_ins


def sign_in_log(
    seed: int, days: Sequence[date], lives: Lives, customers: tuple[Iterable[Row], Iterable[Row]], stretch: range
) -> list[Row]:
    """All rows whose time lies in a stretch of ticks, oldest first.

    `customers` are the sign-up events and the accounts that came of them.
    """
    drafts = [draft for draft in _all(seed, days, lives, customers, stretch) if draft.at in stretch]
    drafts.sort(key=lambda draft: (draft.at, draft.sign_in_id))
    return [printed_sign_in(draft) for draft in drafts]


def _all(
    seed: int, days: Sequence[date], lives: Lives, customers: tuple[Iterable[Row], Iterable[Row]], stretch: range
) -> Iterator[SignIn]:
    ended = tuple(lives.of(EpisodeKind.SECRET))
    for day in days:
        yield from staff_sign_ins(seed, lives.people, day)
        yield from workload_sign_ins(seed, ended, day)
    for episode in lives.episodes:
        yield from told_sign_ins(episode, lives)
    events, users = customers
    yield from customer_sign_ins(seed, events, users, stretch.start)

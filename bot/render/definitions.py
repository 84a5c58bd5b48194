"""What the words of a digest mean, for somebody who reads one; docs/definitions.md is where they are defined."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A word and what it means."""

    word: str
    meaning: str


DEFINITIONS = (
    Definition("Attempt", "one try at signing up for one app, with no pause of more than an hour in it."),
    Definition(
        "Success, failed, abandoned",
        "an account was made; the last thing that happened was an error; nothing happened for an hour.",
    ),
    Definition("Settled", "begun at least an hour ago and no longer under way. Shares are over settled attempts only."),
    Definition("Conversion", "successes as a share of settled attempts; failure and abandonment are the others."),
    Definition("Drop-off at a stage", "of those that reached it, the share that ended there without an account."),
    Definition("Small numbers", "below 20 settled attempts a share says little, and is marked."),
    Definition(
        "Moved",
        "conversion by three points or more, and counts by more than chance allows: two standard deviations.",
    ),
    Definition(
        "Most of all",
        "the error code, or the stage at which people walked away, whose share moved most, and the place that holds "
        "three quarters of it or more: the likeliest reason.",
    ),
    Definition("About the usual", "the median of the days before, where it is the day compared with that was unusual."),
    Definition(
        "Sign-ins",
        "a sign-in succeeded, failed, or was interrupted by a prompt. Shares are over those that succeeded or failed.",
    ),
    Definition("Compared with", "the same weekdays a week before; a month with the month before it."),
)

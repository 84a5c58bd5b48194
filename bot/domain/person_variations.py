"""From the page on somebody to all that each log has of them: the page shows the newest few of each."""

from bot.domain.guids import is_guid
from bot.domain.person_answers import RECENTLY
from bot.domain.question import Is, Log, Question
from bot.domain.variation import Variation

_LOGS = (
    (Log.SIGN_UPS, "user", "All sign-ups"),
    (Log.SIGN_INS, "user", "All sign-ins"),
    (Log.AUDIT, "target", "All changes to the account"),
)


def logs_of_person(question: Question) -> tuple[Variation, ...]:
    """All rows of each log that a page on one person shows, over the same time.

    None where a part alone was asked, or where only Slack knows whose address it is; sign-ups hold no display names.
    """
    condition = question.filter("user")
    if question.log is not Log.USER or question.show or not isinstance(condition, Is):
        return ()
    person = str(condition.value)
    if person == "me" or person.startswith("slack:"):
        return ()
    window = question.window or RECENTLY
    return tuple(
        Variation(f"all:{log.value}", label, Question(log=log, where=(Is(field, person),), window=window))
        for log, field, label in _LOGS
        if log is not Log.SIGN_UPS or "@" in person or is_guid(person)
    )

"""From the page on somebody to all that each log has of them: the page shows the newest few of each."""

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

    None where a part alone was asked, or where nobody knows whose address “me” stands for.
    """
    condition = question.filter("user")
    if question.log is not Log.USER or question.show or not isinstance(condition, Is) or condition.value == "me":
        return ()
    window = question.window or RECENTLY
    return tuple(
        Variation(f"all:{log.value}", label, Question(log=log, where=(Is(field, condition.value),), window=window))
        for log, field, label in _LOGS
    )

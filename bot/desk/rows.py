"""An attempt as somebody at a helpdesk reads it: where it ended, why, and what to do next."""

from bot.domain.answers import AttemptRow
from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.codes import explain_abandonment, explain_sign_up


def row_of(attempt: SignUpAttempt, app: str, had_account: bool | None, *, as_interrupted: bool = False) -> AttemptRow:
    """One row; `as_interrupted` shows the prompt that was never answered rather than what came before it."""
    decided = attempt.deciding_event(as_interrupted=as_interrupted)
    reason, remedy, tell_the_user = _explain(attempt, as_interrupted=as_interrupted)
    return AttemptRow(
        id=attempt.id,
        correlation_id=attempt.correlation_id,
        started=attempt.started,
        ended=attempt.ended,
        user=attempt.user,
        app=app,
        app_id=attempt.app_id,
        provider=attempt.provider,
        status=attempt.outcome,
        interrupted=attempt.interrupted,
        young=not attempt.mature,
        stage=decided.stage,
        error_code=decided.error_code,
        reason=reason,
        remedy=remedy,
        tell_the_user=tell_the_user,
        existing_account=had_account,
    )


def _explain(attempt: SignUpAttempt, *, as_interrupted: bool) -> tuple[str, str, str]:
    decided = attempt.deciding_event(as_interrupted=as_interrupted)
    match attempt.outcome:
        case Outcome.SUCCESS | Outcome.IN_PROGRESS:
            return "", "", ""
        case Outcome.FAILED if not as_interrupted:
            code = explain_sign_up(decided.error_code, decided.failure_reason)
            return code.meaning, code.remedy, code.tell_the_user
        case _:
            return explain_abandonment(decided.stage, decided.error_code)

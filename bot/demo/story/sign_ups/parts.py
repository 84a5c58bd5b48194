"""The nested parts of a sign-up event: its status, its identity, and the extensions that were called."""

from random import Random

from bot.demo.moments import printed
from bot.demo.rows import Row
from bot.demo.story.registrations import App, EventType, Provider
from bot.demo.story.sign_ups.stages import HOSTILE_REASON, REASONS, Code, Stage

_HOSTILE_SHARE = 0.15
_STATUS = {
    code: {"errorCode": code.value, "failureReason": REASONS.get(code), "additionalDetails": None} for code in Code
}
_HOSTILE_STATUS = _STATUS[Code.ATTRIBUTES_REFUSED] | {
    "failureReason": HOSTILE_REASON,
    "additionalDetails": HOSTILE_REASON,
}
_CALLED_AT = {
    EventType.OTP_SEND: (Stage.VALIDATION, Code.PASSCODE_ASKED),
    EventType.COLLECTION_START: (Stage.ATTRIBUTES, None),
    EventType.COLLECTION_SUBMIT: (Stage.ATTRIBUTES, None),
    EventType.TOKEN_START: (Stage.CREATION, Code.OK),
}


def status(rng: Random, code: Code) -> Row:
    """A signUpStatus; the reason for refused attributes is at times what an extension sent back."""
    if code is Code.ATTRIBUTES_REFUSED and rng.random() < _HOSTILE_SHARE:
        return _HOSTILE_STATUS
    return _STATUS[code]


def identity(provider: Provider, stage: Stage, address: str) -> Row | None:
    """A signUpIdentity; before Apple has answered, nobody knows who is coming."""
    if stage is Stage.COLLECTION and provider.name == "Apple":
        return None
    return {"signUpIdentifier": address, "signUpIdentifierType": "emailAddress"}


def applied_listeners(app: App, stage: Stage, code: Code, ticks: int) -> list[Row]:
    """One appliedAuthenticationEventListener for each of the app's extensions that is called at this event."""
    called = []
    for extension in app.extensions:
        at_stage, at_code = _CALLED_AT[extension.event_type]
        if stage is at_stage and at_code in (None, code):
            called.append(
                {
                    "@odata.type": "#microsoft.graph.appliedAuthenticationEventListener",
                    "eventType": extension.event_type.value,
                    "executedListenerId": extension.listener_id,
                    "handlerResult": _callout(extension.extension_id, code, ticks),
                }
            )
    return called


def _callout(extension_id: str, code: Code, ticks: int) -> Row:
    late = code is Code.EXTENSION_TIMED_OUT
    return {
        "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
        "calloutDateTime": printed(ticks),
        "customExtensionId": extension_id,
        "errorCode": code.value if late else 0,
        "httpStatus": 504 if late else 200,
        "numberOfAttempts": 2 if late else 1,
    }

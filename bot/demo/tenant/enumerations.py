"""Graph's evolvable enumerations: members newer than the sentinel are shown only to who asks for them.

Without `Prefer: include-unknown-enum-members` they read `unknownFutureValue`. The members before the sentinel
are those of the Graph API reference (selfServiceSignUp, signUpIdentity, appliedAuthenticationEventListener).
"""

from bot.demo.rows import Row
from bot.demo.story.sign_ups.stages import Stage

PREFERENCE = "include-unknown-enum-members"
_SENTINEL = "unknownFutureValue"
_STAGES = frozenset(Stage)
_IDENTIFIER_TYPES = frozenset({"emailAddress"})
_EVENT_TYPES = frozenset({"tokenIssuanceStart", "pageRenderStart"})


def without_new_members(event: Row) -> Row:
    """A sign-up event as callers see it who did not ask for new members; the same object when it has none."""
    changes: Row = {}
    if event.get("signUpStage") not in (None, *_STAGES):
        changes["signUpStage"] = _SENTINEL
    identity = event.get("signUpIdentity")
    if identity and identity.get("signUpIdentifierType") not in (None, *_IDENTIFIER_TYPES):
        changes["signUpIdentity"] = identity | {"signUpIdentifierType": _SENTINEL}
    listeners = event.get("appliedEventListeners")
    if listeners:
        changes["appliedEventListeners"] = [_listener(listener) for listener in listeners]
    return event | changes if changes else event


def _listener(listener: Row) -> Row:
    known = listener.get("eventType") in (None, *_EVENT_TYPES)
    return listener if known else listener | {"eventType": _SENTINEL}

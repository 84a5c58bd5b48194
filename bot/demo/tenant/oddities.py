"""Rows as a reader may not expect them: the older place of the user id, and what the schema does not know yet."""

from bot.demo.rows import Row
from bot.demo.tenant.faults import Faults

_STRANGE_SHARE = 1 / 8
UNKNOWN_STAGE = "identityVerification"
UNKNOWN_PROVIDER = "Wallet <@U0> & Co"
UNKNOWN_IDENTIFIER_TYPE = "phoneNumber"
UNKNOWN_EVENT_TYPE = "passkeyOffered"


def altered(row: Row, faults: Faults) -> Row:
    """A row of any log as the fault `unknown-values` has it; the same object when it is off."""
    if not faults.has("unknown-values"):
        return row
    return {**row, "attestation": {"level": "none", "evidence": [1, None, "<x>"]}}


def altered_sign_up(row: Row, faults: Faults) -> Row:
    """A sign-up event as `snapshot-user` and `unknown-values` have it; the same object when they leave it alone."""
    key = str(row.get("id"))
    if faults.strikes_row("snapshot-user", key):
        row = _with_snapshot(row)
    row = altered(row, faults)
    if faults.strikes_row("unknown-values", key, _STRANGE_SHARE):
        row = row | _strange(row, faults.amount("unknown-values", key, 4))
    return row


def _with_snapshot(row: Row) -> Row:
    """The shape that Microsoft's pages of late 2024 print."""
    shared = {name: value for name, value in row.items() if name != "userId"}
    return shared | {"userSnapshot": None if row.get("userId") is None else {"userId": row["userId"]}}


def _strange(row: Row, kind: int) -> Row:
    match kind:
        case 0:
            return {"signUpStage": UNKNOWN_STAGE}
        case 1:
            return {"signUpIdentityProvider": UNKNOWN_PROVIDER}
        case 2:
            identity = {**(row.get("signUpIdentity") or {}), "signUpIdentifierType": UNKNOWN_IDENTIFIER_TYPE}
            return {"signUpIdentity": identity}
        case _:
            listener = {"eventType": UNKNOWN_EVENT_TYPE, "executedListenerId": None, "handlerResult": None}
            return {"appliedEventListeners": [*(row.get("appliedEventListeners") or []), listener]}

"""The stages of a sign-up and the codes its events carry, with the reasons this tenant's log writes beside them."""

from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """Graph's `signUpStage`."""

    COLLECTION = "credentialCollection"
    VALIDATION = "credentialValidation"
    FEDERATION = "credentialFederation"
    CONSENT = "consent"
    ATTRIBUTES = "attributeCollectionAndValidation"
    CREATION = "userCreation"


class Code(IntEnum):
    """Error codes of sign-up events; 0 is fine, and the first three others only say that something was asked."""

    OK = 0
    PASSCODE_ASKED = 1002013
    STAY_SIGNED_IN_ASKED = 50140
    ATTRIBUTES_ASKED = 55106
    PASSCODE_WRONG = 50181
    PASSCODE_LATE = 50182
    PASSWORD_WEAK = 399246
    ADDRESS_MALFORMED = 90101
    PROVIDER_FAULT = 90006
    ISSUER_UNEXPECTED = 399284
    CLAIM_EMAIL_MISSING = 901011
    CLAIM_EMAIL_UNVERIFIED = 901012
    CLAIM_ID_MISSING = 901014
    CONSENT_DECLINED = 65004
    ATTRIBUTES_REFUSED = 1002027
    EXTENSION_TIMED_OUT = 1003005
    CREATION_FAILED = 399279
    ACCOUNT_EXISTS = 1003037


REASONS: dict[int, str] = {
    Code.PASSCODE_WRONG: "The passcode does not match or could not be verified.",
    Code.PASSCODE_LATE: "The passcode was entered after it had expired.",
    Code.PASSWORD_WEAK: "The password does not meet the password policy.",
    Code.ADDRESS_MALFORMED: "The email address is not in a valid form.",
    Code.PROVIDER_FAULT: "The identity provider did not answer in time.",
    Code.ISSUER_UNEXPECTED: "The issuer in the token of the identity provider is not the expected one.",
    Code.CLAIM_EMAIL_MISSING: "The identity provider sent no email claim.",
    Code.CLAIM_EMAIL_UNVERIFIED: "The identity provider sent an email address that is not verified.",
    Code.CLAIM_ID_MISSING: "The identity provider sent no identifier for the user.",
    Code.CONSENT_DECLINED: "The user declined to consent to the application.",
    Code.ATTRIBUTES_REFUSED: "The submitted attributes did not pass validation.",
    Code.EXTENSION_TIMED_OUT: "The custom authentication extension did not answer in time.",
    Code.CREATION_FAILED: "The user could not be created.",
    Code.ACCOUNT_EXISTS: "A user with this identifier already exists.",
}
HOSTILE_REASON = 'Refused by <!channel> "x" *y*\n<https://evil.example|Postcode> & `check`'
"""What an extension may send back: text that must neither ping nor break anything."""

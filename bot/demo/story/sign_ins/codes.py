"""What a sign-in may come to besides success: codes, the texts the log has for them, and how likely each is."""

from dataclasses import dataclass
from enum import StrEnum

OK = 0
WRONG_PASSWORD = 50126
LOCKED = 50053
PASSWORD_EXPIRED = 50055
DISABLED = 50057
NO_SESSION = 50058
MFA_ASKED = 50074
MFA_DENIED = 500121
STAY_SIGNED_IN = 50140
NO_ACCOUNT = 50034
BLOCKED = 53003
SECRET_EXPIRED = 7000222
MFA_REGISTRATION = 50072

REASONS: dict[int, str] = {
    16000: "Either multiple user identities are available for the current request or the account is not supported.",
    50011: "The redirect address specified by the client does not match any configured for the application.",
    50020: "User account from the external identity provider does not exist in the tenant.",
    NO_ACCOUNT: "The user account does not exist in this directory. To sign into this application, it must be added.",
    LOCKED: "Account is locked because the user tried to sign in too many times with an incorrect password.",
    PASSWORD_EXPIRED: "Invalid password, entered expired password.",
    DISABLED: "User account is disabled. The account has been disabled by an administrator.",
    NO_SESSION: "Session information is not sufficient for single-sign-on.",
    MFA_REGISTRATION: "User needs to enroll for second factor authentication (interactive).",
    MFA_ASKED: "User did not pass the MFA challenge.",
    50076: "Due to a configuration change or because the user moved, multi-factor authentication is required.",
    50078: "Presented multi-factor authentication has expired due to policies configured by the administrator.",
    50079: "User needs to enroll for second factor authentication.",
    50097: "Device authentication is required.",
    50105: "The signed in user is not assigned to a role for the signed in application.",
    MFA_DENIED: "Authentication failed during strong authentication request.",
    50125: "Sign-in was interrupted due to a password reset or password registration entry.",
    WRONG_PASSWORD: "Error validating credentials due to invalid username or password.",
    50131: "Access has been blocked due to conditional access policies: device state or suspicious activity.",
    STAY_SIGNED_IN: "This error occurred due to Keep me signed in interrupt when the user was signing-in.",
    50158: "External security challenge was not satisfied.",
    50173: "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
    53000: "Device is not in required device state. Conditional access requires a compliant device.",
    BLOCKED: "Access has been blocked by Conditional Access policies.",
    65001: "The application does not have consent. The user or administrator has not consented to use it.",
    700016: "Application with identifier was not found in the directory.",
    70011: "The provided value for the input parameter scope is not valid.",
    700082: "The refresh token has expired due to inactivity.",
    70043: "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.",
    SECRET_EXPIRED: "The provided client secret keys for the app are expired.",
    7000215: "Invalid client secret is provided.",
    81010: "Seamless sign-on failed because the user's ticket has expired or is invalid.",
    90094: "Admin consent is required for the permissions requested by this application.",
    530032: "Blocked by security policy.",
}
EXPECTED_MISTAKES = (
    "The user didn't enter the right credentials.  It's expected to see some number of these errors in your logs due "
    "to users making mistakes."
)


class After(StrEnum):
    """What follows a trouble."""

    TRY_AGAIN = "the same person tries again, some time later, and may get in"
    GO_ON = "the same sign-in goes on, a moment later"
    STOP = "nothing"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that may happen to a person before a sign-in succeeds."""

    code: int
    odds: float
    after: After
    recovers: float = 1.0
    """The part of those that come through in the end."""
    admins_only: bool = False


PERSONAL = (
    Trouble(WRONG_PASSWORD, 0.055, After.TRY_AGAIN, 0.9),
    Trouble(MFA_ASKED, 0.12, After.GO_ON, 0.93),
    Trouble(STAY_SIGNED_IN, 0.1, After.GO_ON),
    Trouble(NO_SESSION, 0.05, After.GO_ON),
    Trouble(MFA_DENIED, 0.02, After.TRY_AGAIN, 0.6),
    Trouble(65001, 0.008, After.GO_ON, 0.8),
    Trouble(50097, 0.008, After.GO_ON, 0.9),
    Trouble(81010, 0.008, After.GO_ON),
    Trouble(50158, 0.005, After.GO_ON, 0.9),
    Trouble(50125, 0.004, After.GO_ON, 0.8),
    Trouble(16000, 0.006, After.GO_ON, 0.7),
    Trouble(50079, 0.006, After.GO_ON, 0.7),
    Trouble(PASSWORD_EXPIRED, 0.005, After.GO_ON, 0.8),
    Trouble(50105, 0.006, After.STOP),
    Trouble(50011, 0.002, After.STOP),
    Trouble(90094, 0.003, After.STOP),
    Trouble(50131, 0.002, After.STOP),
    Trouble(53000, 0.003, After.STOP),
    Trouble(50078, 0.02, After.GO_ON, 1.0, admins_only=True),
)
SILENT = ((700082, 0.012), (50173, 0.008), (70043, 0.012), (50076, 0.006))
"""Codes of token refreshes that fail, and how likely each is."""
OF_CUSTOMERS = (
    Trouble(WRONG_PASSWORD, 0.05, After.TRY_AGAIN, 0.75),
    Trouble(STAY_SIGNED_IN, 0.06, After.GO_ON),
    Trouble(NO_ACCOUNT, 0.015, After.STOP),
    Trouble(MFA_DENIED, 0.01, After.TRY_AGAIN, 0.7),
)
MACHINE = ((700016, 0.004), (7000215, 0.006), (70011, 0.004))
"""Codes of workloads that are turned away, and how likely each is."""

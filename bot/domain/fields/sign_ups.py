"""The fields of the sign-up log."""

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import APP, CORRELATION_ID, ERROR_CODE, STATUS, TIMES, USER, USER_DOMAIN

STAGES = (
    "credentialCollection",
    "credentialValidation",
    "credentialFederation",
    "consent",
    "attributeCollectionAndValidation",
    "userCreation",
    "tenantConsent",
)
"""Graph's own order of the signUpStage enum, which is also the order of a funnel."""

SIGN_UPS = (
    STATUS,
    Field(name="had_error", kind=Kind.FLAG, heading="Had an error"),
    Field(name="stage", kind=Kind.CHOICE, heading="Stage", values=STAGES),
    Field(name="provider", kind=Kind.TEXT, heading="Provider"),
    Field(name="provider_kind", kind=Kind.CHOICE, heading="Kind of provider", values=("local", "social", "federated")),
    APP,
    USER,
    USER_DOMAIN,
    ERROR_CODE,
    CORRELATION_ID,
    Field(name="user_flow", kind=Kind.NAME, heading="User flow", names="flows"),
    Field(name="extension", kind=Kind.NAME, heading="Extension", names="extensions"),
    Field(name="existing_account", kind=Kind.FLAG, heading="Had an account"),
    *TIMES,
)

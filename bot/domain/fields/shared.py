"""Fields that several logs have."""

from bot.domain.fields.field import Field, Kind

TIMES = tuple(
    Field(name=name, kind=Kind.TIME, heading=name.capitalize(), filterable=False)
    for name in ("hour", "day", "week", "month")
)

TIME_NAMES = frozenset(field.name for field in TIMES)
"""The fields that follow the clock."""

STATUS = Field(
    name="status", kind=Kind.CHOICE, heading="Result", values=("success", "failed", "interrupted", "abandoned")
)
APP = Field(name="app", kind=Kind.NAME, heading="App", names="apps")
USER = Field(name="user", kind=Kind.USER, heading="Who", personal=True)
USER_DOMAIN = Field(name="user_domain", kind=Kind.DOMAIN, heading="Domain")
ERROR_CODE = Field(name="error_code", kind=Kind.CODE, heading="Error code")
CORRELATION_ID = Field(name="correlation_id", kind=Kind.GUID, heading="Correlation id")
RISK_LEVEL = Field(name="risk_level", kind=Kind.CHOICE, heading="Risk", values=("low", "medium", "high"))

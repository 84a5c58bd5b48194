"""The fields of the provisioning log."""

from dataclasses import replace

from bot.domain.fields.field import Field, Kind
from bot.domain.fields.shared import STATUS, TIMES

PROVISIONING = (
    replace(STATUS, values=("success", "failed", "skipped", "warning")),
    Field(
        name="action",
        kind=Kind.CHOICE,
        heading="Action",
        values=("create", "update", "delete", "disable", "stagedDelete", "other"),
    ),
    Field(name="object", kind=Kind.CHOICE, heading="Object", values=("user", "group", "role")),
    Field(name="source_system", kind=Kind.NAME, heading="From", names="systems"),
    Field(name="target_system", kind=Kind.NAME, heading="To", names="systems"),
    Field(name="system", kind=Kind.NAME, heading="System", names="systems"),
    Field(name="identity", kind=Kind.USER, heading="Identity", personal=True),
    Field(name="error_code", kind=Kind.TEXT, heading="Error"),
    Field(name="job_id", kind=Kind.TEXT, heading="Job"),
    Field(name="cycle_id", kind=Kind.TEXT, heading="Cycle"),
    Field(name="change_id", kind=Kind.TEXT, heading="Change"),
    *TIMES,
)

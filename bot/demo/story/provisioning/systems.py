"""Which systems accounts are copied between, and what may go wrong with it, as tables."""

from dataclasses import dataclass
from enum import StrEnum

from bot.demo.story.work_apps import object_id


@dataclass(frozen=True, slots=True)
class Job:
    """Copies accounts from one system to another."""

    source: str
    target: str
    app: str
    """The enterprise app that carries it."""
    per_day: float
    kinds: tuple[str, ...] = ("User",)
    writes_delete: bool = True
    """Whether somebody who leaves is deleted in the target; else the account is disabled there."""

    @property
    def job_id(self) -> str:
        """The id of its synchronization job, in the form that Graph prints."""
        tag = self.app.lower().replace(" ", "")
        return f"{tag}.{object_id('jobs', self.app).replace('-', '')}"


ENTRA = "Azure Active Directory"
ACTIVE_DIRECTORY = "Active Directory"
WORKDAY = Job("Workday", ACTIVE_DIRECTORY, "Workday to Active Directory User Provisioning", 3.0, writes_delete=False)
SUCCESS_FACTORS = Job(
    "SuccessFactors", ACTIVE_DIRECTORY, "SuccessFactors to Active Directory", 1.5, writes_delete=False
)
SERVICE_NOW = Job(ENTRA, "ServiceNow", "ServiceNow", 4.0, ("User", "Group"))
DROPBOX = Job(ENTRA, "Dropbox", "Dropbox Business", 2.0, ("User", "Group"))
ZENDESK = Job(ENTRA, "Zendesk", "Zendesk", 2.0)
ADOBE = Job(ENTRA, "Adobe Identity Management", "Adobe Identity Management", 2.0, ("User", "Group"))
JOBS = (WORKDAY, SUCCESS_FACTORS, SERVICE_NOW, DROPBOX, ZENDESK, ADOBE)


class Action(StrEnum):
    """Graph's `provisioningAction`."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    DISABLE = "disable"
    STAGED_DELETE = "stagedDelete"
    OTHER = "other"


ACTIONS = {
    Action.UPDATE: 50,
    Action.CREATE: 28,
    Action.DELETE: 8,
    Action.DISABLE: 8,
    Action.STAGED_DELETE: 3,
    Action.OTHER: 3,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change, and how often that is."""

    status: str
    weight: float
    code: str = ""
    reason: str = ""
    advice: str = ""
    category: str = "failure"


SUCCESS = Outcome("success", 80.0)
OUTCOMES = (
    SUCCESS,
    Outcome(
        "failure",
        4,
        "EntryConflict",
        "An account or group with the same name already exists in {target}.",
        "Remove or rename the conflicting object in {target}, or take this one out of scope.",
        "nonServiceFailure",
    ),
    Outcome(
        "failure",
        3,
        "AttributeValueMissing",
        "The attribute 'manager' is required by {target} and has no value in {source}.",
        "Fill in the attribute in {source}, or give the attribute mapping a default value.",
        "nonServiceFailure",
    ),
    Outcome(
        "failure",
        2,
        "InsufficientRights",
        "The credentials of the job may not write to {target}.",
        "Give the job's account the right to write, then restart the provisioning.",
        "nonServiceFailure",
    ),
    Outcome(
        "failure",
        1,
        "SystemForCrossDomainIdentityManagementServiceUnavailable",
        "{target} answered with HTTP status 503.",
        "Nothing to do: it is tried again in the next cycle.",
    ),
    Outcome("skipped", 6, "NotEffectivelyEntitled", "The object is not assigned to the application."),
    Outcome("skipped", 3, "RedundantExport", "The state of the object in {target} is what it should be."),
    Outcome("warning", 1, "ReferenceNotResolved", "The manager has not been created in {target} yet."),
)

"""One thing that was checked on this installation, what was found, and what to mend."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check came out."""

    GOOD = "good"
    LIMITED = "limited"  # works, and something more could be switched on
    BAD = "bad"
    UNKNOWN = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """`finding` says what is so; `remedy` what to do and where, empty when nothing is to be done."""

    subject: str
    verdict: Verdict
    finding: str
    remedy: str = ""

    def to_json(self) -> dict[str, str]:
        """The check for programs."""
        return {
            "subject": self.subject,
            "verdict": self.verdict.value,
            "finding": self.finding,
            "remedy": self.remedy,
        }

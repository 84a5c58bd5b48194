"""GraphCall placeholder"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphCall:
    """One HTTP request made to Microsoft Graph for an answer; `ms` is how long it took."""

    method: str
    url: str
    status: int | None
    ms: int

    def to_json(self) -> dict[str, object]:
        """The form outside programs read."""
        return {"method": self.method, "url": self.url, "status": self.status, "ms": self.ms}

"""How often and how long we wait for a Slack that is busy; and whether a failed request can have reached it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from socket import gaierror
from time import sleep
from urllib.error import URLError


@dataclass(frozen=True, slots=True)
class Patience:
    """`pauses` (seconds) are the waits before each further try; a longer Retry-After is heeded up to `longest`."""

    pauses: tuple[float, ...] = (1.0, 3.0, 9.0)
    longest: float = 60.0
    sleep: Callable[[float], object] = sleep

    def pause(self, tries: int, headers: Mapping[str, str]) -> bool:
        """Wait before the next try, after `tries` of them; false, at once, when it is time to give up."""
        if tries > len(self.pauses):
            return False
        asked = retry_after(headers)
        if asked is not None and asked > self.longest:
            return False
        self.sleep(self.pauses[tries - 1] if asked is None else asked)
        return True


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Slack's Retry-After in seconds, if it says one."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(said) if said.isascii() and said.isdigit() else None


def never_arrived(error: Exception) -> bool:
    """Whether no connection was made at all, so that nothing can have been taken."""
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, ConnectionRefusedError | gaierror)

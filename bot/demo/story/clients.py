"""The programs and devices that people sign in with, as the sign-in log names them."""

from dataclasses import dataclass, replace
from functools import cached_property

from bot.demo.rows import Row

BROWSER = "Browser"
MODERN_APP = "Mobile Apps and Desktop clients"


@dataclass(frozen=True)
class Client:
    """One program on one kind of device; a managed one belongs to a device the tenant knows."""

    browser: str
    system: str
    user_agent: str
    client_app: str = BROWSER
    device_id: str = ""
    device_name: str | None = None
    compliant: bool | None = None

    @property
    def is_legacy(self) -> bool:
        """Everything but a browser and a modern app is legacy authentication."""
        return self.client_app not in (BROWSER, MODERN_APP)

    @cached_property
    def printed(self) -> Row:
        """Graph's `deviceDetail`."""
        return {
            "deviceId": self.device_id,
            "displayName": self.device_name,
            "operatingSystem": self.system,
            "browser": self.browser,
            "isCompliant": self.compliant,
            "isManaged": None if self.compliant is None else bool(self.device_id),
            "trustType": "Azure AD joined" if self.device_id else None,
        }

    def on(self, device_id: str, name: str, *, compliant: bool) -> "Client":
        """The same program on a device of the tenant."""
        return replace(self, device_id=device_id, device_name=name, compliant=compliant)


_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
_KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
EDGE = Client("Edge 131.0.0", "Windows 10", f"{_WINDOWS} {_KHTML} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0")
CHROME = Client("Chrome 131.0.0", "Windows 10", f"{_WINDOWS} {_KHTML} Chrome/131.0.0.0 Safari/537.36")
CHROME_MAC = Client(
    "Chrome 130.0.0", "MacOs", f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_KHTML} Chrome/130.0.0.0"
)
SAFARI = Client("Safari 17.6", "MacOs", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.6 Safari/605.1.15")
FIREFOX = Client("Firefox 132.0", "Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0")
PHONE = Client("Mobile Safari 18.0", "Ios 18.1", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148")
ANDROID = Client("Chrome Mobile 131.0.0", "Android 14", f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {_KHTML} Mobile")
DESKTOP_APP = Client("", "Windows 10", "Windows-AzureAD-Authentication-Provider/1.0", MODERN_APP)
IMAP = Client("", "", "BAV2ROPC", "IMAP4")
POP = Client("", "", "BAV2ROPC", "POP3")
SMTP = Client("", "", "BAV2ROPC", "Authenticated SMTP")
ACTIVE_SYNC = Client("", "Android", "Android-Mail/2024.10.20", "Exchange ActiveSync")
OTHER_LEGACY = Client("", "", "CBAInPROD", "Other clients")
SCRIPT = Client("Python Requests 2.32", "", "python-requests/2.32.3")

DESKTOPS = (EDGE, CHROME, CHROME_MAC, SAFARI, FIREFOX)
PHONES = (PHONE, ANDROID)
LEGACY = (IMAP, POP, SMTP, ACTIVE_SYNC, OTHER_LEGACY)
CUSTOMER_CLIENTS = {CHROME: 30, PHONE: 28, ANDROID: 22, EDGE: 10, SAFARI: 7, FIREFOX: 3}

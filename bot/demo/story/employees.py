"""Somebody who works in the town, or a guest: what the directory and the logs know of one person."""

from dataclasses import dataclass, replace

from bot.demo.moments import TICKS_PER_DAY, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.clients import Client
from bot.demo.story.methods import Method
from bot.demo.story.places import Place
from bot.demo.story.registrations import TENANT_DOMAIN
from bot.demo.story.work_apps import object_id

_KEPT_SWITCHED_OFF = 6 * TICKS_PER_DAY


@dataclass(frozen=True)
class Employee:
    """Somebody who works here, or a guest."""

    user_id: str
    given: str
    surname: str
    principal: str
    """In lower case, as the log keeps it, but for the `#EXT#` of guests."""
    department: str
    title: str
    home: Place
    client: Client
    phone: Client
    methods: tuple[Method, ...]
    created: int
    """In ticks."""
    role: str | None = None
    guest_mail: str | None = None
    first_day: int = 0
    """In ticks; nobody works before it."""
    left: int | None = None
    """In ticks, when the account was switched off."""

    @property
    def name(self) -> str:
        """The display name."""
        return f"{self.given} {self.surname}"

    @property
    def is_guest(self) -> bool:
        """Whether the account was invited from elsewhere."""
        return self.guest_mail is not None

    @property
    def is_admin(self) -> bool:
        """Whether it has a directory role."""
        return self.role is not None

    @property
    def stays(self) -> bool:
        """Whether somebody was here before any story and stays; on them every story of a seed agrees."""
        return self.first_day == 0 and self.left is None

    @property
    def deleted(self) -> int | None:
        """In ticks, when the account was removed from the directory."""
        return None if self.left is None else self.left + _KEPT_SWITCHED_OFF

    @property
    def user_type(self) -> str:
        """As the sign-in log writes it, in lower case."""
        return "guest" if self.is_guest else "member"

    @property
    def mail(self) -> str:
        """The address that reaches them: of a guest, the one at home."""
        return self.guest_mail or self.principal

    def numbered(self, number: str, *, first_day: int, left: int | None) -> "Employee":
        """The same person with a number in the name of the account, so that it cannot be taken twice."""
        name, _, domain = self.mail.partition("@")
        mail = f"{name}{number}@{domain}"
        principal = guest_principal(mail) if self.is_guest else mail
        return replace(
            self,
            principal=principal,
            guest_mail=mail if self.is_guest else None,
            user_id=object_id("users", principal),
            first_day=first_day,
            left=left,
        )

    def account(self, now: int) -> Row:
        """The directory object, as it stands at a time in ticks."""
        return {
            "id": self.user_id,
            "accountEnabled": self.left is None or self.left > now,
            "businessPhones": [],
            "createdDateTime": printed_to_the_second(self.created),
            "creationType": "Invitation" if self.is_guest else None,
            "department": self.department,
            "displayName": self.name,
            "externalUserState": "Accepted" if self.is_guest else None,
            "givenName": self.given,
            "identities": [
                {"signInType": "userPrincipalName", "issuer": TENANT_DOMAIN, "issuerAssignedId": self.principal}
            ],
            "jobTitle": self.title,
            "mail": self.mail,
            "mobilePhone": None,
            "officeLocation": None if self.is_guest else self.home.city,
            "otherMails": [self.guest_mail] if self.guest_mail else [],
            "preferredLanguage": "en",
            "surname": self.surname,
            "userPrincipalName": self.principal,
            "userType": self.user_type.title(),
        }


def guest_principal(mail: str) -> str:
    """Guests keep the external form of their principal name, capitals included."""
    return f"{mail.replace('@', '_')}#EXT#@{TENANT_DOMAIN}"

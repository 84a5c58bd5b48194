"""Who works in the town: staff and guests, their devices, groups, roles and registered methods."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from bot.demo.moments import TICKS_PER_DAY, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.clients import DESKTOPS, PHONES, Client
from bot.demo.story.methods import Method, drawn_methods
from bot.demo.story.people import GIVEN, SURNAME
from bot.demo.story.places import HOMES, Place
from bot.demo.story.registrations import TENANT_DOMAIN
from bot.demo.story.work_apps import object_id

GROUPS = (
    *("All Staff", "Store Managers", "Contractors", "Finance", "IT Helpdesk", "Azure Admins", "Zoom Users"),
    *("HR Central Users", "Marketing", "Warehouse Amsterdam", "Board", "Developers"),
)
ROLES = ("Global Administrator", "Helpdesk Administrator", "Security Reader", "User Administrator", "Reports Reader")
LICENCES = ("Microsoft 365 E5", "Microsoft 365 F3", "Power BI Pro", "Visio Plan 2")
_DEPARTMENTS = (
    ("Stores", "Store Manager"),
    ("Stores", "Sales Assistant"),
    ("Finance", "Controller"),
    ("IT", "Engineer"),
    ("Marketing", "Campaign Lead"),
    ("HR", "Recruiter"),
    ("Warehouse", "Planner"),
)
_STAFF = 40
_GUESTS = 7
_KEPT_SWITCHED_OFF = 6 * TICKS_PER_DAY
_PARTNER_DOMAINS = ("fabrikam.example", "adatum.example", "litware.example")
_EPOCH_TICKS = 1_683_014_400 * 10_000_000
"""2 May 2023, when the tenant was made."""


@dataclass(frozen=True)
class Employee:
    """Somebody who works here, or a guest."""

    user_id: str
    given: str
    surname: str
    principal: str
    """In lower case, as the log keeps it."""
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
        return f"{self.given} {self.surname}"

    @property
    def is_guest(self) -> bool:
        return self.guest_mail is not None

    @property
    def is_admin(self) -> bool:
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
        return self.guest_mail or self.principal

    def numbered(self, number: str, *, first_day: int, left: int | None) -> "Employee":
        """The same person with a number in the principal name, so that it cannot be taken twice."""
        name, _, rest = self.principal.partition("#ext#" if self.is_guest else "@")
        principal = f"{name}{number}{'#ext#' if self.is_guest else '@'}{rest}"
        return replace(self, principal=principal, user_id=object_id("users", principal), first_day=first_day, left=left)

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


def staff_of(seed: int) -> tuple[Employee, ...]:
    """Everybody who works here before the story begins: administrators first, guests last."""
    rng = Random(f"{seed}|workforce")
    administrators = (
        ("Town", "Administrator", "admin", ROLES[0]),
        ("Hanna", "Helpdesk", "hanna.helpdesk", ROLES[1]),
        ("Omar", "Operations", "omar.operations", ROLES[3]),
        ("Sven", "Security", "sven.security", ROLES[2]),
    )
    found = [
        replace(draw_employee(rng, given, surname, _EPOCH_TICKS), principal=f"{name}@{TENANT_DOMAIN}", role=role)
        for given, surname, name, role in administrators
    ]
    found = [replace(one, user_id=object_id("users", one.principal), department="IT") for one in found]
    taken = {one.principal for one in found}
    for number in range(_STAFF + _GUESTS):
        created = _EPOCH_TICKS + rng.randrange(900) * TICKS_PER_DAY
        found.append(newcomer(rng, created, taken, is_guest=number >= _STAFF))
    return tuple(found)


def newcomer(rng: Random, created: int, taken: set[str], *, is_guest: bool = False) -> Employee:
    """Somebody whose principal name nobody has yet."""
    while True:
        one = draw_employee(rng, rng.choice(GIVEN), rng.choice(SURNAME), created)
        if is_guest:
            one = _as_guest(one, rng.choice(_PARTNER_DOMAINS))
        if one.principal not in taken:
            taken.add(one.principal)
            return one


def draw_employee(rng: Random, given: str, surname: str, created: int) -> Employee:
    """A member of staff with a device, a phone and methods."""
    principal = f"{given}.{surname}@{TENANT_DOMAIN}".lower()
    department, title = rng.choice(_DEPARTMENTS)
    client = rng.choice(DESKTOPS)
    if rng.random() < 0.8:
        name = f"TOWN-{rng.randrange(1000, 10000)}"
        client = client.on(object_id("devices", name), name, compliant=rng.random() < 0.9)
    return Employee(
        user_id=object_id("users", principal),
        given=given,
        surname=surname,
        principal=principal,
        department=department,
        title=title,
        home=rng.choice(HOMES),
        client=client,
        phone=rng.choice(PHONES),
        methods=tuple(drawn_methods(rng, principal, given, created)),
        created=created,
    )


def memberships(seed: int, employee: Employee) -> Iterator[str]:
    """The groups somebody is in."""
    rng = Random(f"{seed}|groups|{employee.principal}")
    yield GROUPS[0]
    yield from rng.sample(GROUPS[1:], 2)


def _as_guest(one: Employee, domain: str) -> Employee:
    """Guests keep the external form of their principal name."""
    mail = f"{one.given}.{one.surname}@{domain}".lower()
    principal = f"{mail.replace('@', '_')}#ext#@{TENANT_DOMAIN}"
    return replace(
        one,
        user_id=object_id("users", principal),
        principal=principal,
        guest_mail=mail,
        title="Partner",
        department="Partners",
        methods=(),
    )

"""Who works in the town, drawn from a seed: administrators, staff and guests, with devices, groups and roles."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bot.demo.moments import TICKS_PER_DAY
from bot.demo.story.clients import DESKTOPS, PHONES
from bot.demo.story.employees import Employee, guest_principal
from bot.demo.story.methods import drawn_methods
from bot.demo.story.people import GIVEN, SURNAME
from bot.demo.story.places import HOMES
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
_PARTNER_DOMAINS = ("fabrikam.example", "adatum.example", "litware.example")
_EPOCH_TICKS = 1_683_014_400 * 10_000_000
"""2 May 2023, when the tenant was made."""


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
    mail = f"{one.given}.{one.surname}@{domain}".lower()
    principal = guest_principal(mail)
    return replace(
        one,
        user_id=object_id("users", principal),
        principal=principal,
        guest_mail=mail,
        title="Partner",
        department="Partners",
        methods=(),
    )

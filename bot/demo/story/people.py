"""Invented people: their names, their addresses, and the directory objects their accounts become."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from bot.demo.moments import printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.registrations import TENANT_DOMAIN, Provider, ProviderKind

# fmt: off
GIVEN = (
    "Ada", "Aiko", "Amara", "Anika", "Anton", "Astrid", "Bao", "Beatriz", "Bram", "Carlos", "Chiara", "Dalia",
    "Daniel", "Deniz", "Elif", "Emeka", "Eva", "Farid", "Finn", "Freya", "Gita", "Goran", "Hana", "Hugo", "Ines",
    "Ivan", "Jana", "Jelle", "Jonas", "Kaito", "Karin", "Kofi", "Lars", "Leila", "Lena", "Luca", "Maja", "Marek",
    "Mei", "Milan", "Mira", "Nadia", "Nils", "Noor", "Olga", "Omar", "Paula", "Pieter", "Priya", "Quentin",
    "Rafael", "Rosa", "Samir", "Sanne", "Sofia", "Tariq", "Tess", "Umar", "Vera", "Yara", "Zoe",
)
SURNAME = (
    "Abe", "Adeyemi", "Almeida", "Andersen", "Bakker", "Becker", "Berg", "Bianchi", "Brandt", "Costa", "Dekker",
    "Demir", "Diaz", "Dubois", "Eriksen", "Farah", "Ferrari", "Fischer", "Garcia", "Haddad", "Hansen", "Horvat",
    "Huber", "Ito", "Jansen", "Jovanovic", "Kaya", "Keller", "Khan", "Kim", "Kovac", "Kowalski", "Larsen", "Lopez",
    "Marino", "Mensah", "Meyer", "Moreau", "Mulder", "Nakamura", "Nguyen", "Novak", "O'Brien", "O'Neill", "Okafor",
    "Olsen", "Patel", "Petrov", "Rossi", "Santos", "Sato", "Schmidt", "Silva", "Singh", "Smit", "Tanaka", "Vega",
    "Visser", "Weber", "Yilmaz", "Zhang",
)
# fmt: on
_LOCAL_DOMAINS = ("northwind.example", "adatum.example", "wingtip.example", "litware.example", "proseware.example")
_PROVIDER_DOMAINS = {
    "Google": "gmail.example",
    "Facebook": "wingtip.example",
    "Apple": "icloud.example",
    "Fabrikam Staff": "fabrikam.example",
}
_TYPED_CASES = ("lower",) * 17 + ("title", "title", "upper")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with one address, in lower case as the directory keeps it."""

    given: str
    surname: str
    address: str


class Newcomers:
    """Draws people nobody has met: the number of their crowd is in each address, and namesakes are told apart."""

    def __init__(self, rng: Random, number: str) -> None:
        self._rng = rng
        self._number = number
        self._met: Counter[str] = Counter()

    def draw(self, provider: Provider) -> Person:
        """A new person with an address of the provider's kind."""
        given, surname = self._rng.choice(GIVEN), self._rng.choice(SURNAME)
        domain = _PROVIDER_DOMAINS.get(provider.name) or self._rng.choice(_LOCAL_DOMAINS)
        name = f"{given}.{surname}{self._number}".lower()
        namesakes = self._met[name]
        self._met[name] += 1
        return Person(given, surname, f"{name}.{namesakes + 1}@{domain}" if namesakes else f"{name}@{domain}")


def draw_guid(rng: Random) -> str:
    """A random id in Graph's form."""
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def as_typed(rng: Random, address: str) -> str:
    """The address as somebody types it: mostly as it is, at times with capitals."""
    match rng.choice(_TYPED_CASES):
        case "title":
            return address.title()
        case "upper":
            return address.upper()
        case _:
            return address


def mistyped(rng: Random, address: str) -> str:
    """The address with two neighbouring letters of its name swapped, or one letter lost."""
    name, _, domain = address.partition("@")
    at = rng.randrange(1, len(name) - 1)
    swapped = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    return f"{name[:at] + name[at + 1 :] if swapped == name else swapped}@{domain}"


def account(user_id: str, person: Person, provider: Provider, created: int) -> Row:
    """The directory object of a customer. A social one has its address in mail or otherMails only."""
    principal = f"{user_id}@{TENANT_DOMAIN}"
    local = provider.kind is ProviderKind.LOCAL
    has_mail = provider.name in ("Email OTP", "Google", "Fabrikam Staff")
    identity = {
        "signInType": "emailAddress" if local else "federated",
        "issuer": provider.issuer,
        "issuerAssignedId": person.address if local else _subject(user_id),
    }
    return {
        "id": user_id,
        "accountEnabled": True,
        "businessPhones": [],
        "createdDateTime": printed_to_the_second(created),
        "creationType": "LocalAccount" if local else "SelfServiceSignUp",
        "displayName": f"{person.given} {person.surname}",
        "externalUserState": None,
        "givenName": person.given,
        "identities": [
            identity,
            {"signInType": "userPrincipalName", "issuer": TENANT_DOMAIN, "issuerAssignedId": principal},
        ],
        "jobTitle": None,
        "mail": person.address if has_mail else None,
        "mobilePhone": None,
        "officeLocation": None,
        "otherMails": [] if local or has_mail else [person.address],
        "preferredLanguage": None,
        "surname": person.surname,
        "userPrincipalName": principal,
        "userType": "Member",
    }


def _subject(user_id: str) -> str:
    """The number by which an outside provider knows its user."""
    return str(int(user_id.replace("-", ""), 16) % 10**21)

"""Directory roles: Entra's built-in roles by their display names, which audits name as targets."""

from bot.domain.question import Log
from bot.language.senses import Fact, Row, Thing, row

# Microsoft Entra built-in roles that people are commonly given; others go in quotes.
NAMES = """
Global Administrator, Global Reader, User Administrator, Helpdesk Administrator, Password Administrator,
Privileged Role Administrator, Privileged Authentication Administrator, Authentication Administrator,
Application Administrator, Cloud Application Administrator, Conditional Access Administrator,
Security Administrator, Security Reader, Security Operator, Groups Administrator, License Administrator,
Exchange Administrator, SharePoint Administrator, Teams Administrator, Intune Administrator, Billing Administrator,
Compliance Administrator, Reports Reader, Guest Inviter, Directory Readers, Directory Writers,
Hybrid Identity Administrator, Identity Governance Administrator, External ID User Flow Administrator
"""


def _role(name: str) -> Row:
    said = [name, f"{name}s"]
    if name.endswith("Administrator"):
        said += [name.removesuffix("istrator"), f"{name.removesuffix('istrator')}s"]
    return row("|".join(said), Thing("role"), Fact("target", (name,), (Log.AUDIT,)), help=name)


ROWS: tuple[Row, ...] = tuple(_role(name.strip()) for name in NAMES.replace("\n", " ").split(","))

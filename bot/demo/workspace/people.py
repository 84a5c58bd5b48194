"""Who works in the demo workspace and which channels it has, as data, and as Slack's API prints them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

TEAM = "T_TOWN"
TEAM_NAME = "Demo Town"
DOMAIN = "demo-town"
PARTNER_TEAM = "T_PARTNER"
BOT_USER = "U_GATEHOUSE"
BOT = "B_GATEHOUSE"
APP = "A_GATEHOUSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a Slack account, or a bot. `zone` is an IANA name."""

    id: str
    name: str
    real_name: str
    email: str = ""
    zone: str = "UTC"
    team: str = TEAM
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False

    def printed(self, now: float) -> dict[str, Any]:
        """The `user` of users.info; `now` (seconds since 1970) decides about daylight saving."""
        offset = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.zone)).utcoffset()
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.zone,
            "tz_label": self.zone,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_bot": self.is_bot,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.is_stranger,
            "is_app_user": False,
            "profile": {"real_name": self.real_name, "display_name": self.name, "email": self.email},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel, or with `partner` the direct messages between the bot and one person."""

    id: str
    name: str
    members: frozenset[str] = frozenset()
    is_private: bool = False
    is_archived: bool = False
    is_general: bool = False
    is_ext_shared: bool = False
    is_org_shared: bool = False
    is_pending_ext_shared: bool = False
    partner: str | None = None

    @property
    def hides_from_strangers(self) -> bool:
        """Whether somebody who is not a member is told that it does not exist."""
        return self.is_private or self.partner is not None

    @property
    def kind(self) -> str:
        """What the scopes call such a place: `channels:read`, `groups:history` and so on."""
        return "im" if self.partner else "groups" if self.is_private else "channels"

    def printed(self) -> dict[str, Any]:
        """The `channel` of conversations.info."""
        if self.partner is not None:
            return {"id": self.id, "is_im": True, "is_channel": False, "user": self.partner, "is_archived": False}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_general": self.is_general,
            "is_shared": self.is_ext_shared or self.is_org_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": self.is_org_shared,
            "is_pending_ext_shared": self.is_pending_ext_shared,
            "is_member": BOT_USER in self.members,
            "num_members": len(self.members),
            "context_team_id": TEAM,
        }


HELPDESK = Person(
    id="U_HELP", name="hanna", real_name="Hanna Berg", email="hanna@demo.example", zone="Europe/Stockholm"
)
SECURITY = Person(
    id="U_SECURITY", name="sam", real_name="Sam Okafor", email="sam@demo.example", zone="America/New_York"
)
MANAGER = Person(id="U_MANAGER", name="mei", real_name="Mei Tanaka", email="mei@demo.example", zone="Asia/Tokyo")
GUEST = Person(
    id="U_GUEST",
    name="gil",
    real_name="Gil Moreno",
    email="gil@agency.example",
    zone="Europe/Madrid",
    is_restricted=True,
)
STRANGER = Person(
    id="U_STRANGER",
    name="petra",
    real_name="Petra Novak",
    email="petra@partner.example",
    zone="Europe/Prague",
    team=PARTNER_TEAM,
    is_stranger=True,
)
LEAVER = Person(id="U_LEAVER", name="lou", real_name="Lou Dahl", email="lou@demo.example", deleted=True)
ROBOT = Person(id="U_ROBOT", name="buildbot", real_name="Build Bot", is_bot=True)
GATEHOUSE = Person(id=BOT_USER, name="gatehouse", real_name="Gatehouse", is_bot=True)

PEOPLE = (HELPDESK, SECURITY, MANAGER, GUEST, STRANGER, LEAVER, ROBOT, GATEHOUSE)


def _ids(*people: Person) -> frozenset[str]:
    return frozenset(person.id for person in people)


_STAFF = _ids(HELPDESK, SECURITY, MANAGER)

SUPPORT = Channel(id="C_SUPPORT", name="support", members=_STAFF | _ids(GUEST, GATEHOUSE))
SECURITY_ROOM = Channel(id="C_SECURITY", name="security", members=_ids(SECURITY, MANAGER, GATEHOUSE))
GROWTH = Channel(id="C_GROWTH", name="growth", members=_ids(MANAGER, GATEHOUSE), is_private=True)
BOARD = Channel(id="C_BOARD", name="board", members=_ids(MANAGER), is_private=True)
GENERAL = Channel(id="C_GENERAL", name="general", members=_STAFF, is_general=True)
ARCHIVE = Channel(id="C_ARCHIVE", name="old-launch", members=_STAFF | _ids(GATEHOUSE), is_archived=True)
PARTNERS = Channel(id="C_PARTNERS", name="partners", members=_STAFF | _ids(STRANGER, GATEHOUSE), is_ext_shared=True)

CHANNELS = (SUPPORT, SECURITY_ROOM, GROWTH, BOARD, GENERAL, ARCHIVE, PARTNERS)

"""The watch for incidents: its detectors, its memory, and what it says."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.incident_evidence import EvidenceDesk
from bot.desk.incident_marks import IncidentMarks
from bot.desk.incident_notices import Notices
from bot.desk.incident_posts import IncidentPosts
from bot.desk.incidents import IncidentDesk
from bot.desk.watch import Watch
from bot.desk.watch_ports import IncidentBoard
from bot.domain.alert_channels import channels_of, networks_named
from bot.domain.known_good import Networks
from bot.domain.question import Log, Question
from bot.domain.sources import GraphQuery
from bot.domain.watching import WATCHED, AlertChannel
from bot.settings import Settings
from bot.wiring.house import House


def alert_channels(settings: Settings) -> tuple[AlertChannel, ...]:
    """The channels that are told of incidents, and on which terms."""
    return channels_of(settings.alert_channels, settings.alert_known_good, settings.alert_known_networks)


def preview_channel(settings: Settings) -> AlertChannel:
    """The first of them; where there is none, one that knows what all would."""
    wanted = settings.alert_channels or ("a preview",)
    return channels_of(wanted, settings.alert_known_good, settings.alert_known_networks)[0]


def build_notices(house: House) -> Notices:
    """Puts together what is said of incidents."""

    def explain(question: Question, zone: ZoneInfo, now: datetime) -> tuple[GraphQuery, ...]:
        return house.ask.explain(question, zone, now=now)

    channels = alert_channels(house.settings) or (preview_channel(house.settings),)
    return Notices(
        store=house.mirror,
        counts=house.rollups,
        evidence=_evidence(house),
        explain=explain,
        zone=house.settings.incident_zone,
        known_good={each.id: each.known_good for each in channels},
        rules=house.rules,
    )


def build_incident_desk(house: House, board: IncidentBoard) -> IncidentDesk:
    """Keeps what stands on `board` up to date."""
    posts = IncidentPosts(house.incidents, board, house.clock)
    return IncidentDesk(house.incidents, posts, build_notices(house), house.clock)


def build_watch(house: House, desk: IncidentDesk, channels: Sequence[AlertChannel] | None = None) -> Watch:
    """The watch for the channels of the settings, or for others."""
    return Watch(
        channels=alert_channels(house.settings) if channels is None else channels,
        counts=house.rollups,
        store=house.mirror,
        book=house.incidents,
        desk=desk,
        clock=house.clock,
        rules=house.rules,
    )


def _evidence(house: House) -> dict[Log, EvidenceDesk]:
    settings = house.settings
    known = networks_named(settings.alert_known_good, settings.alert_known_networks)
    return {log: EvidenceDesk(house.mirror, _marks(house, log, known)) for log in WATCHED}


def _marks(house: House, log: Log, known: Networks) -> IncidentMarks:
    return IncidentMarks(
        log=log, store=house.mirror, rules=house.rules, interrupts=house.settings.sign_in_interrupts, known=known
    )

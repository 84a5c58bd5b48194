"""One round of the watch by hand: what would be said of it is printed, and posted unless it is a preview."""

import click

from bot.cli.forms import Form
from bot.cli.speaking import renderer, say
from bot.desk.watch import Watch
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import IncidentRecord, Part, Posted
from bot.domain.incidents import Incident, Recovered
from bot.domain.question import Log
from bot.domain.watching import WATCHED, AlertChannel
from bot.errors import GraphRefused, Mistake, QuestionError, SettingsError, SlackError
from bot.wiring.house import House
from bot.wiring.watching import alert_channels, build_incident_desk, build_notices, build_watch, preview_channel

NOTHING = "Nothing is out of the ordinary, as far as the log is known."


def look(house: House, *, preview: bool, form: Form) -> None:
    """Read what is new of each log and judge it. Raises `SettingsError` where there is no channel to post in."""
    if preview:
        _preview(house, preview_channel(house.settings), form)
        return
    channels = alert_channels(house.settings)
    if not channels:
        raise SettingsError("GATEHOUSE_ALERT_CHANNELS is not set, so there is nobody to tell; --preview only looks.")
    from bot.wiring.announcing import build_board  # noqa: PLC0415  # a preview needs no Slack

    watch = build_watch(house, build_incident_desk(house, build_board(house)))
    changes = [change for log in _read(house) for change in watch.run(log)]
    click.echo(
        f"{len(changes)} changes; what was to be said is in {', '.join(each.id for each in channels)}.", err=True
    )


def post_again(house: House, id_: str) -> None:
    """Let the next round post what was begun and never confirmed, as somebody has looked and not found it."""
    record = house.incidents.find(id_)
    if record is None:
        raise QuestionError(Mistake.BAD_VALUE, f"There is no incident {id_}; `gatehouse doctor` names those in doubt.")
    doubtful = [post.part for post in record.posts if post.state is Posted.CLAIMED]
    for part in doubtful:
        house.incidents.release(id_, part, "somebody looked, and it was not there")
    said = ", ".join(part.value for part in doubtful) or "nothing"
    click.echo(f"The next round of the watch posts: {said}.", err=True)


def _preview(house: House, channel: AlertChannel, form: Form) -> None:
    watch = build_watch(house, build_incident_desk(house, Nowhere()), [channel])
    notices = [
        _notice(house, watch, channel, log, change.incident)
        for log in _read(house)
        for change in watch.preview(log, channel)
        if not isinstance(change, Recovered)
    ]
    for notice in notices:
        say(renderer().incident(notice, Part.MESSAGE), notice.record.to_json(), form)
    if not notices and form == "text":
        click.echo(NOTHING)


def _read(house: House) -> list[Log]:
    """The logs that Graph lets us read, up to the present."""
    read = []
    for log in WATCHED:
        try:
            house.refresh.run(log)
        except GraphRefused as error:
            click.echo(f"{log.value}: not read. {error.message} {error.remedy}".rstrip(), err=True)
        else:
            read.append(log)
    return read


def _notice(house: House, watch: Watch, channel: AlertChannel, log: Log, incident: Incident) -> IncidentNotice:
    total = watch.total(channel, log, incident, house.clock.now())
    record = IncidentRecord(
        id="preview",
        channel=channel.id,
        log=log,
        incident=incident,
        failed=total.counted(incident.kind),
        unknown_hours=total.unknown_hours,
    )
    return build_notices(house).of(record, house.clock.now())


class Nowhere:
    """A board for looking only."""

    def post(self, notice: IncidentNotice, part: Part, thread_ts: str | None = None) -> str:  # noqa: ARG002  # the protocol's
        """Refuses."""
        raise SlackError(f"The {part.value} of {notice.record.id} was not to be posted.")

    def edit(self, notice: IncidentNotice, part: Part, message_ts: str) -> None:  # noqa: ARG002  # the protocol's
        """Refuses."""
        raise SlackError(f"The {part.value} of {notice.record.id} was not to be edited.")

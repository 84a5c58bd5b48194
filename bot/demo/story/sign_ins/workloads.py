"""Sign-ins of service principals and managed identities on one day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from random import Random

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_SECOND, ticks_of
from bot.demo.story.clients import Client
from bot.demo.story.episodes import Episode
from bot.demo.story.people import draw_guid
from bot.demo.story.places import DATACENTRE
from bot.demo.story.sign_ins import codes
from bot.demo.story.sign_ins.drafts import NOBODY, SignIn, SignInKind
from bot.demo.story.sign_ins.staff import drawn_code
from bot.demo.story.work_apps import WORKLOADS, Workload, WorkloadKind

_NO_CLIENT = Client("", "", "", "")
_KINDS = {
    WorkloadKind.SERVICE_PRINCIPAL: SignInKind.SERVICE_PRINCIPAL,
    WorkloadKind.MANAGED_IDENTITY: SignInKind.MANAGED_IDENTITY,
}


def workload_sign_ins(seed: int, ended: Sequence[Episode], day: date) -> Iterator[SignIn]:
    """Machines work round the clock; while a secret has ended, every try with it fails."""
    midnight = ticks_of(datetime.combine(day, time(), UTC))
    for workload in WORKLOADS:
        rng = Random(f"{seed}|workloads|{day}|{workload.name}")
        pace = TICKS_PER_DAY // workload.per_day
        for number in range(workload.per_day):
            at = midnight + number * pace + rng.randrange(600) * TICKS_PER_SECOND
            out = any(one.workload is workload and one.since <= at < one.until for one in ended)
            yield _row(rng, workload, at, codes.SECRET_EXPIRED if out else drawn_code(rng, codes.MACHINE))


def _row(rng: Random, workload: Workload, at: int, code: int) -> SignIn:
    sign_in_id = draw_guid(rng)
    return SignIn(
        at=at,
        sign_in_id=sign_in_id,
        correlation_id=draw_guid(rng),
        original_id=sign_in_id,
        kind=_KINDS[workload.kind],
        account=NOBODY,
        app_id=workload.app_id,
        app_name=workload.name,
        resource=rng.choice(workload.resources),
        place=DATACENTRE,
        address=DATACENTRE.address(rng),
        client=_NO_CLIENT,
        code=code,
        protocol="clientCredentials",
        workload=workload,
    )

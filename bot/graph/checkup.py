"""What this tenant allows: each permission tried once, with what it switches on, and each filter only a guide names."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.checks import Check, Verdict
from bot.domain.question import Is, Log, Not, OneOf
from bot.domain.tenancy import TenantKind
from bot.domain.window import Window
from bot.errors import GraphError, GraphRefused, SettingsError
from bot.graph.client import GraphClient
from bot.graph.directory import GraphDirectory
from bot.graph.refusal import NO_LICENCE
from bot.graph.trials import PROBES, TRIALS, Trial
from bot.planning import odata
from bot.planning.catalogue import log_row
from bot.planning.plan import Fetch

_NOT_FOUND = 404


def check_tenant(client: GraphClient, directory: GraphDirectory, now: datetime) -> Iterator[Check]:
    """The checks of Graph, in the order in which one depends on the other; a first failure that stops all ends it."""
    signed_in = _sign_in(client)
    yield signed_in
    if signed_in.verdict is Verdict.BAD:
        return
    yield _kind(directory)
    log = _log(client, now)
    yield log
    yield from (_try(client, trial) for trial in TRIALS)
    if log.verdict is Verdict.GOOD:
        yield from (_probe(client, what, condition, now) for what, condition in PROBES)


def _sign_in(client: GraphClient) -> Check:
    try:
        client.get("organization", params={"$select": "id"})
    except GraphRefused as error:
        if error.trace.status != 403:
            return Check("Signing in to Graph", Verdict.BAD, error.message, error.remedy)
        return Check(
            "Signing in to Graph",
            Verdict.LIMITED,
            "The token is taken; Organization.Read.All is not granted, so the tenant's kind is not known.",
            error.remedy,
        )
    except GraphError as error:
        return Check("Signing in to Graph", Verdict.BAD, error.message, error.remedy)
    except SettingsError as error:  # a certificate or token file is read on first use
        return Check("Signing in to Graph", Verdict.BAD, error.message)
    return Check("Signing in to Graph", Verdict.GOOD, "A token was given and taken.")


def _kind(directory: GraphDirectory) -> Check:
    try:
        tenant = directory.tenant()
    except GraphError as error:
        return Check("Kind of tenant", Verdict.UNKNOWN, error.message, error.remedy)
    match tenant.kind:
        case TenantKind.EXTERNAL:
            return Check(
                "Kind of tenant", Verdict.GOOD, f"{tenant.name} is an external tenant, which has a sign-up log."
            )
        case TenantKind.UNKNOWN:
            finding = "Graph does not say of which kind it is; only external tenants have a sign-up log."
            return Check("Kind of tenant", Verdict.UNKNOWN, finding)
        case _:
            return Check(
                "Kind of tenant",
                Verdict.BAD,
                f"{tenant.name} is of kind {tenant.kind.value}, and only external tenants have a sign-up log.",
                "Set GATEHOUSE_TENANT_ID to the external tenant that customers sign up in.",
            )


def _log(client: GraphClient, now: datetime) -> Check:
    subject = "Sign-up log (AuditLog.Read.All)"
    last_day = Fetch(Log.SIGN_UPS, Window(now - timedelta(days=1), now))
    try:
        page = next(client.pages(last_day, urgent=True, calls=[]), [])
    except GraphError as error:
        return Check(subject, Verdict.BAD, error.message, error.remedy)
    newest = f"its newest row is of {page[0].at:%Y-%m-%d %H:%M} UTC" if page else "the last day holds no row"
    return Check(subject, Verdict.GOOD, f"It can be read; {newest}.")


def _try(client: GraphClient, trial: Trial) -> Check:
    subject = f"{trial.subject} ({trial.permission})"
    try:
        client.get(trial.path, version=trial.version, params=trial.params)
    except GraphRefused as error:
        if error.trace.status == _NOT_FOUND:
            return Check(subject, Verdict.GOOD, "Allowed.")
        if error.trace.code == NO_LICENCE:
            return Check(subject, Verdict.LIMITED, f"{error.message} {trial.without}", error.remedy)
        remedy = f"Grant the application permission {trial.permission} and give admin consent. {error.remedy}"
        return Check(subject, Verdict.LIMITED, f"Not allowed. {trial.without}", remedy.strip())
    except GraphError as error:
        return Check(subject, Verdict.UNKNOWN, error.message, error.remedy)
    return Check(subject, Verdict.GOOD, "Allowed.")


def _probe(client: GraphClient, what: str, condition: Is | OneOf | Not, now: datetime) -> Check:
    row = log_row(Log.SIGN_UPS)
    subject = f"Filter by {what}"
    since = odata.instant((now - timedelta(hours=1)).replace(microsecond=0))
    wanted = f"{row.time.path} ge {since} and ({odata.write(condition, Log.SIGN_UPS)})"
    try:
        client.get(row.path, version=row.version, params={"$filter": wanted, "$top": "1"})
    except GraphRefused as error:
        if error.trace.status == 400:
            return Check(subject, Verdict.LIMITED, "This tenant's Graph refuses it, so Gatehouse filters by itself.")
        return Check(subject, Verdict.UNKNOWN, error.message, error.remedy)
    except GraphError as error:
        return Check(subject, Verdict.UNKNOWN, error.message, error.remedy)
    return Check(subject, Verdict.GOOD, "This tenant's Graph takes it.")

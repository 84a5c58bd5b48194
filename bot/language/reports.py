"""Which report of usage and insights a question asks for."""

from collections.abc import Iterator

from bot.domain.question import Log, Value
from bot.errors import Mistake, QuestionError
from bot.language.claims import Claims
from bot.language.gathering import Gathered
from bot.language.misfits import unsupported
from bot.language.senses import Fact, Thing

REPORTS = {
    "activity": "activity",
    "credential": "credentials",
    "service principal": "service_principals",
    "method": "auth_methods",
    "app": "activity",
}
UNUSED = Fact("report", ("service_principals",), ())
"""What “unused” says."""


def report_filters(claims: Claims, gathered: Gathered) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The report that the nouns name, beside what is `gathered`. Raises QuestionError for what none of them tells."""
    nouns = [thing.noun for piece in claims.pieces for thing in piece.meanings if isinstance(thing, Thing)]
    report = next((REPORTS[noun] for noun in REPORTS if noun in nouns and noun != "app"), None)
    _refuse_idle(claims, nouns, report)
    if report and gathered.values.get(("report", False)) in (["activity"], ["service_principals"]):
        del gathered.values["report", False]
    if gathered.has("report"):
        return
    if report is None and claims.facets:
        report = "auth_methods"
    if report is None and "user" in nouns:
        raise unsupported("user", Log.APPS)
    if report or claims.logs or "app" in nouns:
        yield "report", (report or "activity",)


def _refuse_idle(claims: Claims, nouns: list[str], report: str | None) -> None:
    """“Inactive users” are in no report, and one of last uses knows no “unused since”. Raises QuestionError."""
    idle = next((piece for piece in claims.pieces if piece.has(UNUSED)), None)
    if idle is None or report == "credentials":
        return
    if "user" in nouns:
        raise unsupported("user", Log.APPS)
    if claims.whens or claims.edges:
        raise QuestionError(
            Mistake.NOT_UNDERSTOOD,
            "The report says when each app was last used, and lists none as unused in some time; leave the time out",
            word=idle.text,
            suggestions=("/apps last active service principals",),
        )

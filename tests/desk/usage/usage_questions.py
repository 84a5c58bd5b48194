"""Questions about usage, and the parts of their answers."""

from zoneinfo import ZoneInfo

from desk_town import question_of

UTC_ZONE, LONDON = ZoneInfo("UTC"), ZoneInfo("Europe/London")

WEEK, MONTH = {"last": 7 * 86_400}, {"last": 30 * 86_400}

REPORTS = "/beta/reports"

METHODS = "/v1.0/reports/authenticationMethods"


def usage(desk, report=None, zone=UTC_ZONE, **said):
    filters = said.pop("filters", {}) | ({"report": report} if report else {})
    return desk.answer(question_of({"log": "apps", "filters": filters} | said), zone)


def rows_of(answer):
    return answer.to_json()["rows"]


def totals_of(answer):
    return answer.to_json()["totals"]


def groups_of(answer, field):
    return {group["key"][field]: group for group in answer.to_json()["groups"]}

"""An independent recount: every number of an answer once more, straight from Graph's raw rows.

Written from docs/definitions.md alone, in plain Python, and without a look at `bot.domain`: what both agree on is
probably what the definitions say.
"""

from zoneinfo import ZoneInfo

from recount_attempts import HOUR, all_attempts
from recount_filters import accounts_of, meets, window_of
from recount_numbers import distinct, funnel_of, groups_of, rates_of, row_of, totals_of


def fields_broken_down(question, since, until):
    if question.get("group_by"):
        return question["group_by"]
    if question.get("count_of") not in (None, "user", "attempts"):
        return [question["count_of"]]
    if question["output"] != "chart":
        return []
    hours = (until - since) / HOUR
    return ["hour"] if hours <= 36 else ["day"] if hours <= 45 * 24 else ["week"]


def kind_of_answer(question, fields):
    walk = question.get("metric") == "dropoff" and not question.get("group_by") and question["output"] != "chart"
    if question["output"] == "funnel" or walk:
        return "funnel"
    if fields:
        return "breakdown"
    return question["output"] if question["output"] in ("rate", "count") else "list"


def recount(question, town, now, zone_name):
    """What the answer to a question (its canonical JSON) must say; parts that do not apply are left out."""
    zone, accounts = ZoneInfo(zone_name), accounts_of(town)
    everything = all_attempts(town, now)

    def matching(span):
        since, until = window_of(span, now, zone)
        return (
            since,
            until,
            [
                attempt
                for attempt in everything
                if since <= attempt["began"] < until
                and all(
                    meets(attempt, key, value, question["filters"], town, accounts)
                    for key, value in question["filters"].items()
                )
            ],
        )

    since, until, wanted = matching(question.get("window", {"last": 86_400}))
    with_rates = "status" not in question["filters"]
    fields = fields_broken_down(question, since, until)
    kind = kind_of_answer(question, fields)
    said = {
        "kind": kind,
        "window": {"from": since.isoformat(), "to": until.isoformat()},
        "totals": totals_of(wanted),
    }
    if with_rates and rates_of(wanted):
        said["rates"] = rates_of(wanted)
    if fields:
        said["groups"] = groups_of(wanted, question, fields, with_rates=with_rates, context=(zone, town, accounts))
    if question.get("count_of") not in (None, "user", "attempts"):
        said["distinct"] = distinct(wanted, question, question["count_of"], (zone, town, accounts))
    if kind == "funnel":
        said["funnel"] = funnel_of(wanted)
    if kind == "list":
        said["rows"] = [row_of(attempt, question, town) for attempt in wanted[::-1][: question.get("top")]]
    if question.get("compare"):
        since, until, others = matching(question["compare"])
        said["compare"] = {
            "window": {"from": since.isoformat(), "to": until.isoformat()},
            "totals": totals_of(others),
        }
        if with_rates and rates_of(others):
            said["compare"]["rates"] = rates_of(others)
    return said

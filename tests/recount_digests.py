"""The numbers of a digest, counted once more."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from recount_attempts import all_attempts, code_of
from recount_filters import at_midnight
from recount_numbers import funnel_of, rates_of, totals_of


def recount_digest(town, now, day, zone_name):
    """What the digest of a date must say, beside the date a week before."""
    before = day - timedelta(days=7)
    said = recount_days(town, now, zone_name, (day, day), (before, before))
    compare = {"day": before.isoformat(), **said["compare"]}
    return {"day": day.isoformat(), **said, "compare": compare}


def recount_days(town, now, zone_name, days, like, wanted=lambda attempt: True):
    """What the digest of some days must say, beside others: each from its first date to its last."""
    zone = ZoneInfo(zone_name)
    these, those = ([each for each in attempts_of_days(town, now, some, zone) if wanted(each)] for some in (days, like))
    return {
        "totals": totals_of(these),
        "rates": rates_of(these),
        "compare": {"totals": totals_of(those), "rates": rates_of(those)},
        "funnel": funnel_of(these),
        "reasons": reasons_of(these, those),
        "apps": parts_of(these, those, lambda attempt: town.apps[attempt["steps"][0]["appId"]]),
        "providers": parts_of(these, those, lambda attempt: attempt["provider"] or "not said"),
    }


def attempts_of_days(town, now, days, zone):
    since, until = at_midnight(days[0], zone), at_midnight(days[1] + timedelta(days=1), zone)
    return [attempt for attempt in all_attempts(town, now) if since <= attempt["began"] < until]


def reasons_of(today, before):
    def codes(attempts):
        return [code_of(attempt["settled_by"]) for attempt in attempts if attempt["status"] == "failed"]

    found = [
        {"error_code": code, "attempts": codes(today).count(code), "before": codes(before).count(code)}
        for code in {*codes(today), *codes(before)}
    ]
    return sorted(found, key=lambda reason: (-reason["attempts"], reason["error_code"]))


def parts_of(today, before, name_of):
    found = []
    for name in {name_of(attempt) for attempt in (*today, *before)}:
        now, then = ([a for a in attempts if name_of(a) == name] for attempts in (today, before))
        found.append(
            {
                "name": name,
                "attempts": len(now),
                "before": len(then),
                "rates": rates_of(now),
                "rates_before": rates_of(then),
            }
        )
    return sorted(found, key=lambda part: (-part["attempts"], -part["before"], part["name"]))

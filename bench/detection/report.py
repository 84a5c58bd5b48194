"""What `make bench` prints of detection: five figures for each detector, and for ours where it falls short."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bench.detection.assumptions import Size
from bench.detection.incidents import IncidentKind
from bench.detection.match import OURS
from bench.detection.scorer import Figures, Score, figures
from bench.detection.watchers import Alert

_HEAD = (
    f"{'finding failure spikes':<30} {'recall':>7} {'false a week':>13} {'delay':>7} {'named':>6} {'alerts each':>12}"
)
_LEGEND = (
    "recall: of incidents that stand out to somebody who knows their slice and time (exact tail below 1 in 10,000).\n"
    "false a week: failure alerts for nothing, per tenant and week. delay: median from the true start.\n"
    "named: the first alert names the guilty dimension. alerts each: per incident that was found.\n"
    "Tenants are generated; real logs will differ."
)


def table(scores: Mapping[str, Sequence[Score]]) -> str:
    """A line for each detector, and one for each size of tenant for ours."""
    lines = [_HEAD]
    for name, judged in scores.items():
        lines.append(_line(name, figures(judged)))
        if name == OURS:
            lines += [_line(f"  {size} tenants", figures(_of(judged, size))) for size in Size if _of(judged, size)]
            lines.append(_drops(judged))
    some = figures(next(iter(scores.values())))
    return "\n".join([*lines, "", f"{some.tellable} incidents in {some.weeks:g} weeks of tenants.", _LEGEND])


def _of(scores: Iterable[Score], size: Size) -> list[Score]:
    return [score for score in scores if score.traits.size is size]


def _drops(scores: Sequence[Score]) -> str:
    drops = [drop for score in scores for drop in score.drops]
    found = sum(drop.told for drop in drops)
    a_week = sum(score.volume_alerts for score in scores) / sum(score.weeks for score in scores)
    return f"  sign-ups that vanish: {found} of {len(drops)} told of; {a_week:.2f} alerts on volume a week"


def _line(name: str, each: Figures) -> str:
    return (
        f"{name:<30} {each.recall:>7.2f} {each.false_a_week:>13.2f} {each.delay:>5.1f} h"
        f" {each.named:>6.2f} {each.alerts_each:>12.2f}"
    )


def shortcomings(scores: Sequence[Score]) -> str:
    """By kind: how many incidents could be told, were found and named rightly; then each that was not, and each false alert."""
    cases = [case for score in scores for case in score.cases if case.tellable]
    tellable = Counter(case.incident.kind for case in cases)
    found = Counter(case.incident.kind for case in cases if case.alerts)
    named = Counter(case.incident.kind for case in cases if case.alerts and case.named)
    lines = [f"{'incident':<32} {'tellable':>9} {'found':>6} {'named':>6}"]
    lines += [f"{kind:<32} {tellable[kind]:>9} {found[kind]:>6} {named[kind]:>6}" for kind in IncidentKind]
    return "\n".join([*lines, "", *_tenants(scores), "", *_missed(scores), "", *_misnamed(scores), "", *_false(scores)])


def _tenants(scores: Iterable[Score]) -> Iterable[str]:
    for score in scores:
        traits, one = score.traits, figures([score])
        yield (
            f"tenant  {score.tenant:<13} recall {one.recall:.2f}, false {len(score.false)}, named {one.named:.2f}:"
            f" {traits.sign_ups:,.0f} an hour, attempts {traits.attempts}, interrupts {traits.interrupts},"
            f" pieces of {traits.pieces}, retries {traits.retries:.2f}, spread {traits.spread} (memory {traits.memory:.2f})"
        )


def _missed(scores: Iterable[Score]) -> Iterable[str]:
    for score in scores:
        for case in score.cases:
            if case.tellable and not case.alerts:
                incident, excess = case.incident, case.excess
                yield (
                    f"missed  {score.tenant:<13} {incident.kind:<30} {incident.span.start:%a %d %b %H:%M}"
                    f" to {incident.span.end:%a %H:%M}, {sum(excess.observed)} people for {sum(excess.expected):.1f}"
                    f" {dict(incident.where)}; {_last_word(score.alerts, incident.span.end)}"
                )


def _last_word(alerts: Sequence[Alert], before: datetime) -> str:
    """What was announced last: it may still have been open."""
    said = [alert for alert in alerts if alert.now <= before and alert.kind == "failure"]
    return f"last alert {said[-1].now:%a %d %b %H:%M} {dict(said[-1].dims)}" if said else "no alert yet"


def _misnamed(scores: Iterable[Score]) -> Iterable[str]:
    for score in scores:
        for case in score.cases:
            if case.alerts and not case.named:
                guilty = " or ".join(str(dict(core)) for core in case.incident.guilty)
                yield f"named   {score.tenant:<13} {case.incident.kind:<30} {dict(case.alerts[0].dims)} for {guilty}"


def _false(scores: Iterable[Score]) -> Iterable[str]:
    for score in scores:
        for false in score.false:
            because = ", ".join(false.amid) or "nothing in particular"
            yield f"false   {score.tenant:<13} {false.alert.now:%a %d %b %H:%M} {dict(false.alert.dims)} amid {because}"

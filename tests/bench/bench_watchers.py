"""Detectors whose figures are known beforehand: one that is silent, one that knows all, one that guesses."""

from random import Random

from bench.detection.watchers import Alert


class Silent:
    """Never says anything."""

    def poll(self, poll):
        return ()


class AllKnowing:
    """Announces each incident at the first poll after it began, by its guilty dimension."""

    def __init__(self, tenant):
        self._waiting = list(tenant.incidents)

    def poll(self, poll):
        begun = [incident for incident in self._waiting if incident.span.start <= poll.now]
        self._waiting = [incident for incident in self._waiting if incident not in begun]
        return [Alert(poll.now, incident.guilty[0]) for incident in begun]


class Guessing:
    """Announces some provider or app every few hours."""

    def __init__(self, tenant):
        self._dice = Random(1)
        self._dims = [{"provider": cell.provider} for cell in tenant.cells] + [
            {"app": cell.app} for cell in tenant.cells
        ]

    def poll(self, poll):
        return [Alert(poll.now, self._dice.choice(self._dims))] if self._dice.random() < 0.2 else ()

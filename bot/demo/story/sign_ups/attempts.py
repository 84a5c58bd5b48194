"""One sign-up attempt, drawn step by step as the events Graph would log for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bot.demo.moments import TICKS_PER_SECOND, printed
from bot.demo.rows import Row
from bot.demo.story.incidents import Incident, IncidentKind
from bot.demo.story.people import Person, as_typed, draw_guid, mistyped
from bot.demo.story.registrations import App, Provider, ProviderKind
from bot.demo.story.sign_ups.parts import applied_listeners, identity, status
from bot.demo.story.sign_ups.stages import Code, Stage
from bot.demo.story.sign_ups.troubles import LEAVING, WAITS, Trouble, troubles_of


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody comes to sign up."""

    person: Person
    app: App
    provider: Provider
    started: int
    """In ticks."""
    has_account: bool = False
    correlation_id: str | None = None


@dataclass(slots=True)
class Attempt:
    """What came of a visit: its events in order, and the account if there is one now."""

    visit: Visit
    correlation_id: str
    rows: list[Row] = field(default_factory=list)
    ended: int = 0
    """Ticks of the last event."""
    user_id: str | None = None


def draw_attempt(rng: Random, visit: Visit, incidents: Sequence[Incident] = ()) -> Attempt:
    """The events of one visit under the incidents of the day."""
    return _Pen(rng, visit, incidents).attempt_of_a_person()


def draw_bot_attempt(rng: Random, visit: Visit) -> Attempt:
    """The events a script leaves: it asks for a passcode and at most guesses at it."""
    return _Pen(rng, visit, ()).attempt_of_a_bot()


class _Pen:
    """Writes the events of one attempt, its own clock going on with each."""

    def __init__(self, rng: Random, visit: Visit, incidents: Sequence[Incident]) -> None:
        self._rng = rng
        self._visit = visit
        self._incidents = incidents
        self._now = visit.started
        self._address = as_typed(rng, visit.person.address)
        self._attempt = Attempt(visit, visit.correlation_id or draw_guid(rng), ended=visit.started)

    def attempt_of_a_person(self) -> Attempt:
        right_address = self._address
        if self._visit.provider.kind is ProviderKind.LOCAL and self._rng.random() < 0.05:
            self._address = mistyped(self._rng, right_address)
        for stage in self._stages():
            if not self._passes(stage):
                break
            if stage is Stage.VALIDATION and self._address != right_address:
                self._address = right_address
                self._write(Stage.COLLECTION)
                self._write(Stage.VALIDATION, Code.PASSCODE_ASKED)
        return self._attempt

    def attempt_of_a_bot(self) -> Attempt:
        self._write(Stage.COLLECTION, wait=(0, 0))
        self._write(Stage.VALIDATION, Code.PASSCODE_ASKED, wait=(0.2, 1.5))
        if self._rng.random() < 0.25:
            self._write(Stage.VALIDATION, Code.PASSCODE_WRONG, wait=(0.2, 2))
        return self._attempt

    def _stages(self) -> list[Stage]:
        visit = self._visit
        proof = Stage.VALIDATION if visit.provider.kind is ProviderKind.LOCAL else Stage.FEDERATION
        stages = [Stage.COLLECTION, proof, Stage.ATTRIBUTES, Stage.CREATION]
        if visit.app.asks_consent and visit.provider.kind is not ProviderKind.LOCAL:
            stages.insert(2, Stage.CONSENT)
        return stages

    def _passes(self, stage: Stage) -> bool:
        """Writes a stage; False when the attempt ends there."""
        self._prompt(stage)
        if not self._survives_incident(stage) or not self._survives_trouble(stage):
            return False
        if stage is Stage.CREATION:
            return self._create()
        if stage is not Stage.VALIDATION:
            self._write(stage)
        leaving = LEAVING[stage] + (0.3 if self._visit.has_account and stage is Stage.VALIDATION else 0)
        return self._rng.random() >= leaving

    def _prompt(self, stage: Stage) -> None:
        """The interrupts that come with a stage in the usual course of things."""
        if stage is Stage.VALIDATION:
            self._write(stage, Code.PASSCODE_ASKED)
        elif stage is Stage.ATTRIBUTES and self._visit.app.native:
            self._write(stage, Code.ATTRIBUTES_ASKED, wait=(0.3, 3))
        elif stage is Stage.FEDERATION and self._rng.random() < 0.04:
            self._write(stage, Code.STAY_SIGNED_IN_ASKED)

    def _survives_incident(self, stage: Stage) -> bool:
        for incident in self._incidents:
            struck = incident.strikes(self._now, stage, self._visit.app, self._visit.provider)
            if not struck or self._rng.random() >= incident.share:
                continue
            if incident.kind is IncidentKind.MAIL_NOT_ARRIVING:
                for _ in range(self._rng.randrange(3)):
                    self._write(stage, Code.PASSCODE_ASKED, wait=(40, 240))
            elif incident.error_code is not None:
                self._write(stage, Code(incident.error_code))
            return False
        return True

    def _survives_trouble(self, stage: Stage) -> bool:
        trouble = self._drawn_trouble(stage)
        if trouble is None:
            return True
        self._write(stage, trouble.code, wait=trouble.wait)
        if self._rng.random() >= trouble.recovers:
            return False
        if trouble.code is Code.PASSCODE_LATE:
            self._write(stage, Code.PASSCODE_ASKED)
        return True

    def _drawn_trouble(self, stage: Stage) -> Trouble | None:
        chance = self._rng.random()
        for trouble in troubles_of(stage, self._visit.provider.kind, native=self._visit.app.native):
            chance -= trouble.odds
            if chance < 0:
                return trouble
        return None

    def _create(self) -> bool:
        if self._visit.has_account:
            self._write(Stage.CREATION, Code.ACCOUNT_EXISTS)
            return False
        self._attempt.user_id = draw_guid(self._rng)
        self._write(Stage.CREATION, user_id=self._attempt.user_id)
        return True

    def _write(
        self,
        stage: Stage,
        code: Code = Code.OK,
        *,
        wait: tuple[float, float] | None = None,
        user_id: str | None = None,
    ) -> None:
        """One event, some seconds after the one before."""
        shortest, longest = wait or WAITS[stage]
        self._now += int(self._rng.uniform(shortest, longest) * TICKS_PER_SECOND)
        visit, is_first = self._visit, not self._attempt.rows
        self._attempt.ended = self._now
        self._attempt.rows.append(
            {
                "appDisplayName": None if is_first and visit.app.nameless_start else visit.app.name,
                "appId": visit.app.app_id,
                "correlationId": self._attempt.correlation_id,
                "createdDateTime": printed(self._now),
                "id": draw_guid(self._rng),
                "signUpStage": stage.value,
                "signUpIdentityProvider": visit.provider.name,
                "userId": user_id,
                "appliedEventListeners": applied_listeners(visit.app, stage, code, self._now),
                "status": status(self._rng, code),
                "signUpIdentity": identity(visit.provider, stage, self._address),
            }
        )

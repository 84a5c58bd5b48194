"""Where an acknowledgement ends up: noted with its time, and said in the channel if it carries a message."""

from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.invocations import Ack, Invocation, Kind, Outcome
from bot.demo.workspace.messages import respond
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.submissions import heed
from bot.demo.workspace.transcript import Json, Origin

ACK_SECONDS = 3.0


class Deliveries:
    """Ends deliveries: acknowledged in time, too late, or not at all. `ack_seconds` is Slack's patience."""

    def __init__(self, premises: Premises, ack_seconds: float = ACK_SECONDS) -> None:
        self._premises = premises
        self.ack_seconds = ack_seconds

    def acknowledge(self, invocation: Invocation, payload: Json | None, status: int | None = None) -> None:
        """Note what the app answered at once; later than `ack_seconds` it counts for nothing."""
        ack = Ack(payload, invocation.latency, status)
        if ack.latency > self.ack_seconds:
            invocation.settle(Outcome.TIMED_OUT, ack)
            return
        try:
            self._heed(invocation, payload)
        except Refusal as refusal:
            messages = refusal.body.get("errors", (refusal.error,))
            invocation.settle(Outcome.INVALID_RESPONSE, ack, tuple(messages))
        else:
            invocation.settle(Outcome.ACKED, ack)

    def _heed(self, invocation: Invocation, payload: Json | None) -> None:
        if invocation.kind is Kind.COMMAND and payload:
            respond(self._premises, payload, user=invocation.user, channel=invocation.channel, origin=Origin.ACK)
        elif invocation.payload.get("type") == "view_submission":
            heed(self._premises, invocation.payload["view"], payload)

    def acknowledge_envelope(self, envelope_id: str, payload: Json | None) -> None:
        """An acknowledgement by Socket Mode, on whichever connection it comes."""
        invocation = self._premises.invocations.of_envelope(envelope_id)
        if invocation is not None:
            self.acknowledge(invocation, payload)

    def give_up(self, invocation: Invocation) -> None:
        """The time is over."""
        invocation.settle(Outcome.TIMED_OUT)

    def fail(self, invocation: Invocation, why: str, ack: Ack | None = None) -> None:
        """It never reached the bot, or the bot answered with an error."""
        invocation.settle(Outcome.NOT_DELIVERED, ack, (why,))

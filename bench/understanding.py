"""Questions a second from text to Question, against argparse reading the same wishes as options."""

import argparse
import shlex
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bench.measure import Measured, in_turn
from bot.domain.names import TenantNames
from bot.language.parser import parse

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
NAMES = TenantNames(apps=("Contoso Store", "Contoso Rewards", "Partner Portal"), flows=("StoreSignUp",))
ROUNDS = 200

QUESTIONS = (
    ("/signups failed last 24h", "--status failed --last 24h"),
    (
        "/signups failed with google in Contoso Store yesterday by stage",
        "--status failed --provider google --app 'Contoso Store' --window yesterday --by stage",
    ),
    (
        "how many people gave up at the email code this week?",
        "--status abandoned --stage credentialValidation --window this_week --out count",
    ),
    ("what share of sign-ups became accounts last month, per app?", "--metric conversion --window last_month --by app"),
    (
        "/signups status:failed provider:Google,Facebook last:7d by:error_code top:5",
        "--status failed --provider Google --provider Facebook --last 7d --by error_code --top 5",
    ),
    ("/signups user:jane@contoso.com since monday 9am", "--user jane@contoso.com --since 'monday 9am'"),
)
"""Each as a person writes it, and as options."""


def measure(rounds: int = ROUNDS, runs: int = 5) -> Measured:
    """All questions, many times."""
    parser = argparse.ArgumentParser()
    for name in ("status", "provider", "app", "window", "by", "stage", "out", "metric", "last", "top", "user", "since"):
        parser.add_argument(f"--{name}", action="append")

    def ours() -> None:
        for _ in range(rounds):
            for text, _ignored in QUESTIONS:
                parse(text, NOW, ZONE, NAMES)

    def peer() -> None:
        for _ in range(rounds):
            for _ignored, options in QUESTIONS:
                parser.parse_args(shlex.split(options))

    seconds, peers = in_turn(ours, peer, runs)
    return Measured(
        "text to Question", "questions", rounds * len(QUESTIONS), seconds, "argparse + shlex on options", peers
    )

"""`python -m bench.detection`: the same table on seeds of your choice, with each miss and each alert for nothing."""

import argparse
import shlex
import sys

from bench.detection.assumptions import Oddity, Size
from bench.detection.match import OURS, REPORTING_SEEDS, TUNING_SEEDS, entries, run
from bench.detection.report import shortcomings, table
from bench.detection.watchers import REPLAY
from bot.domain.spikes import Sensitivity


def main() -> None:
    """Read the options, run, print."""
    chosen = _options().parse_args()
    seeds = (REPORTING_SEEDS if chosen.seeds == "reporting" else TUNING_SEEDS)[chosen.skip :]
    each = dict(zip(Size, chosen.tenants, strict=True))
    command = None if chosen.peers_only else shlex.split(chosen.command)
    words = [word for word in Sensitivity if word is not Sensitivity.NORMAL] if chosen.words else []
    scores = run(entries(seeds, each, chosen.odd), command, chosen.jobs, words)
    detail = [] if chosen.peers_only else [shortcomings(scores[OURS])]
    sys.stdout.write("\n\n".join([table(scores), *detail]) + "\n")


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m bench.detection", description=__doc__)
    options.add_argument(
        "--seeds", choices=("tuning", "reporting"), default="tuning", help="choose settings by the first"
    )
    options.add_argument("--skip", type=int, default=0, help="start so many seeds later")
    options.add_argument(
        "--tenants",
        type=int,
        nargs=3,
        default=(4, 4, 2),
        metavar=tuple(size.upper() for size in Size),
        help="of each size",
    )
    options.add_argument("--odd", type=Oddity, help=f"tenants unlike the others: {', '.join(Oddity)}")
    options.add_argument("--jobs", type=int, help="processes at a time; one for each core otherwise")
    options.add_argument("--command", default=shlex.join(REPLAY), help="a detector that speaks the replay form")
    options.add_argument("--words", action="store_true", help="also with each other word of sensitivity")
    options.add_argument("--peers-only", action="store_true", help="the classical methods alone")
    return options


if __name__ == "__main__":
    main()

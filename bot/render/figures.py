"""How numbers are said: counts, shares, changes and differences, each with one rounding rule."""

from bot.domain.changes import SMALL, Change, percent


def number(count: int) -> str:
    """`1,234`."""
    return f"{count:,}"


def many(count: int, one: str, several: str = "") -> str:
    """`1 attempt`, `37 attempts`, `2 people`."""
    return f"{number(count)} {one if count == 1 else several or one + 's'}"


def marked(share: float, of: int) -> str:
    """`83%`, and `83% of only 6` where a share is of too few to lean on."""
    return f"{percent(share)} of only {of}" if of < SMALL else percent(share)


def points(now: float, before: float) -> str:
    """The difference of two shares: `2.6 points up`, computed before any rounding."""
    difference = round(abs(now - before) * 100, 1)
    if not difference:
        return "no difference" if now == before else "less than 0.1 points " + ("up" if now > before else "down")
    return f"{difference:.1f} points {'up' if now > before else 'down'}"


def change(moved: Change) -> str:
    """`up 29%`, `down 4%`, `new`, `none any more`, `no change`; empty where the like day is not known."""
    if moved.before is None:
        return ""
    if moved.is_new:
        return "new"
    if moved.now == moved.before:
        return "no change"
    if not moved.now:
        return "none any more"
    if moved.now >= 10 * moved.before:
        return f"{number(round(moved.now / moved.before))} times as many"
    return f"{'up' if moved.now > moved.before else 'down'} {percent(abs(moved.share or 0.0))}"


def series(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)

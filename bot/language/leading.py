"""The command that a text begins with."""

import re

from bot.domain.question import Log
from bot.errors import Mistake, QuestionError
from bot.language.commands import COMMANDS
from bot.language.neighbours import nearest

COMMAND = re.compile(r"\s*/([A-Za-z][\w-]*)\s*", re.ASCII)
LOGS = {command.removeprefix("/"): log for log, command in COMMANDS.items()}
ANY_LOG = "entra"


def leading_command(cleaned: str) -> tuple[Log | None, str, tuple[str, ...]]:
    """The log that a leading command fixes, the rest, and a note where the command was misspelt."""
    found = COMMAND.match(cleaned)
    if found is None:
        return None, cleaned.strip(), ()
    name, rest = found[1].lower().replace("-", "").replace("_", ""), cleaned[found.end() :].strip()
    if name == ANY_LOG and rest.lower() in LOGS:
        return LOGS[rest.lower()], "", ()
    if name in LOGS or name == ANY_LOG:
        return LOGS.get(name), rest, ()
    near = nearest(name, (*LOGS, ANY_LOG))
    if len(near) != 1:
        raise QuestionError(
            Mistake.UNKNOWN_COMMAND,
            f"There is no command /{found[1]}; there is {', '.join(COMMANDS.values())} and /{ANY_LOG}",
            word=f"/{found[1]}",
            suggestions=tuple(f"/{command}" for command in near) or ("/entra help",),
        )
    return LOGS.get(near[0]), rest, (f"read “/{found[1]}” as “/{near[0]}”",)

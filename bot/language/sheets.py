"""A Sheet is a text from which what is understood is crossed out, until only the rest remains to be read."""

import re
from collections.abc import Collection

from bot.language.neighbours import nearest

QUOTED = re.compile(r"\"[^\"]*\"|(?<![\w'])'(?=\S)[^']*[^\s']'(?!\w)")
WORD = re.compile(r"(?<!\S)[A-Za-z]{4,}(?!\S)")


class Sheet:
    """`rest` is what has not been taken. What stands in quotes is somebody's value and is never taken."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first place where whole words match `pattern`, in any case; they are crossed out.

        A stop may follow them, as at the end of a sentence.
        """
        found = self._find(pattern)
        if found:
            self.rest = self._with(found.start(), found.end(), " ")
        return found

    def has(self, pattern: str) -> bool:
        """Whether `take` would find something."""
        return self._find(pattern) is not None

    def mend(self, among: Collection[str]) -> list[str]:
        """Read the first plain word that one alone of `among` is near to as that one; a note says so."""
        for word in WORD.finditer(self._open()):
            near = nearest(word[0].lower(), among)
            if len(near) == 1:
                self.rest = self._with(word.start(), word.end(), near[0])
                return [f"read “{word[0]}” as “{near[0]}”"]
        return []

    def _find(self, pattern: str) -> re.Match[str] | None:
        return re.search(rf"(?<!\S)(?:{pattern})(?=[.!?;]*(?:[\s,]|\Z))", self._open(), re.IGNORECASE)

    def _open(self) -> str:
        """The rest with quoted values hidden, each character in its place."""
        return QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), self.rest)

    def _with(self, start: int, end: int, put: str) -> str:
        return self.rest[:start] + put + self.rest[end:]

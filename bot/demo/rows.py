"""One row of a log, or one directory object, as the JSON object that Graph sends."""

from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

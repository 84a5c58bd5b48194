"""What ids are called when they are shown."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Protocol

from bot.domain.tenancy import Bindings


class OfAnApp(Protocol):
    """An attempt or an event: it names its app by id, and sometimes by name."""

    @property
    def app_id(self) -> str:
        """The app's id."""
        ...

    @property
    def app_name(self) -> str | None:
        """The app's name, where the log said it."""
        ...


AppNamer = Callable[[OfAnApp], str]


def app_namer(seen: Mapping[str, str], directory: Mapping[str, str]) -> AppNamer:
    """Names by app id, as rows often carry no name; the directory's name wins over one that rows carried earlier.

    Two apps of one name stay apart: each then shows its id too.
    """
    names = {**seen, **directory}
    shared = {name for name, times in Counter(names.values()).items() if times > 1}

    def name_of(attempt: OfAnApp) -> str:
        name = names.get(attempt.app_id) or attempt.app_name or attempt.app_id
        return f"{name} ({attempt.app_id})" if name in shared else name

    return name_of


def flow_by_app(bindings: Bindings) -> dict[str, str]:
    """App id to the name of its user flow."""
    return {app: bindings.flow_names.get(flow, flow) for flow, apps in bindings.flows.items() for app in apps}

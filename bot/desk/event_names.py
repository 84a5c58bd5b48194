"""The names that a question about events needs, as far as they may be read."""

from bot.desk.graph_ports import Directory
from bot.domain.question import Question
from bot.domain.sources import GraphCall
from bot.domain.tenancy import Bindings
from bot.errors import GraphRefused
from bot.planning.event_binding import needs_apps


def app_bindings(directory: Directory, question: Question, calls: list[GraphCall]) -> Bindings:
    """The ids behind an app's name, where the question names one. Raises `GraphError`."""
    if not needs_apps(question):
        return Bindings()
    try:
        return directory.bindings({"apps"}, calls=calls)
    except GraphRefused:  # without that permission, apps are found by the names that rows carry
        return Bindings()

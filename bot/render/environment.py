"""Where the templates are and how they are read: strictly, with every value escaped and no way around it."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame

from bot.render.escaping import finalize

FILTERS = ("length",)
"""Filters that a template may use. Those that make, join or mark text as safe would get around `finalize`."""


class _NoJoining(CodeGenerator):
    """Joined strings reach `finalize` too late: `~`, `+` and `%` escape in Jinja's way, which JSON does not survive."""

    def _refuse(self, node: nodes.Expr, frame: Frame) -> None:  # noqa: ARG002  # Jinja2 passes it to every visitor
        self.fail("a template joins nothing in an expression: write {{ a }}{{ b }}", node.lineno)

    visit_Concat = visit_Add = visit_Mod = _refuse  # noqa: N815  # Jinja2 finds its visitors by these names


@cache
def environment(templates: Path) -> Environment:
    """Jinja2 for the JSON templates in `templates`; one for all who draw from them, since compiling takes its time."""
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.code_generator_class = _NoJoining
    jinja.filters = {name: jinja.filters[name] for name in FILTERS}
    return jinja


def shipped_templates() -> Path:
    """The templates inside an installed wheel, or else those at the top of the repository."""
    bot = Path(__file__).parents[1]
    inside = bot / "templates"
    return inside if inside.is_dir() else bot.parent / "templates"

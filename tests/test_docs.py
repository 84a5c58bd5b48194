"""The docs keep their word: every setting, command and example that they name is there, and works as they say."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, main
from bot.domain.names import TenantNames
from bot.language.parser import parse
from bot.language.subscribing import read_wish
from bot.settings import Settings, variable

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
SETTINGS = (ROOT / "docs" / "settings.md").read_text()
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

ROOMS = "cli|demo|desk|domain|graph|language|mirror|planning|render|settings|wiring"
NAMED_MODULES = sorted(set(re.findall(rf"`((?:{ROOMS}|handlers|bench|tests)[./][\w./]+)`", GUIDES[1].read_text())))
"""What CONTRIBUTING.md calls by name: modules, folders, and what stands in one."""

README_NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
"""When the README's answer was asked for."""


def questions(file: Path) -> set[str]:
    """What `file` says can be asked: commands with words, and what it asks the demo."""
    text = file.read_text()
    return {
        *re.findall(r"`(/(?:signups|entra) [^`|…]+)`", text),
        *re.findall(r"gatehouse ask (?:--demo )?\"([^\"]+)\"", text),
    }


def setting_lines() -> list[str]:
    """The table of docs/settings.md as the settings themselves would write it."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(_plain(field.default))
        lines.append(f"| `{variable(name)}` | {default} | {field.description} |")
    return lines


def _plain(default: object) -> object:
    if isinstance(default, frozenset | tuple):
        return ",".join(str(value) for value in sorted(default))
    return default.strftime("%H:%M") if hasattr(default, "strftime") else default


@pytest.mark.parametrize("line", setting_lines())
def test_each_setting_stands_in_the_docs_with_its_default(line: str) -> None:
    assert line in SETTINGS.splitlines()


def test_the_docs_name_no_setting_that_does_not_exist() -> None:
    named = {name for file in GUIDES for name in re.findall(r"\bGATEHOUSE_[A-Z_]+[A-Z]\b", file.read_text())}

    assert named - {variable(name) for name in Settings.model_fields} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_stands_in_the_readme(command: str) -> None:
    assert f"gatehouse {command}" in README


@pytest.mark.parametrize("question", sorted(set().union(*map(questions, GUIDES))))
def test_each_question_that_the_docs_show_is_understood(question: str) -> None:
    london = ZoneInfo("Europe/London")
    command, _, text = question.partition(" ")

    read_wish(text, command, README_NOW, london, TenantNames()) or parse(question, README_NOW, london)


def test_the_answer_in_the_readme_is_what_the_demo_answers() -> None:
    asked, answer = re.search(
        r"`(/signups [^`]+)`, as the terminal prints it;.*?```text\n(.*?)```", README, re.S
    ).groups()
    options = ["--demo", "--tz", "Europe/London", "--now", README_NOW.isoformat()]

    result = CliRunner().invoke(main, ["ask", asked, *options])

    assert (result.exit_code, result.stdout) == (0, answer)


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_each_link_to_a_file_leads_somewhere(file: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text())

    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("name", NAMED_MODULES)
def test_what_the_guide_to_the_code_names_is_there(name: str) -> None:
    parts = name.removesuffix(".py").replace("/", ".").split(".")
    within = ROOT if (ROOT / parts[0]).is_dir() else ROOT / "bot"
    place, holder = within.joinpath(*parts), within.joinpath(*parts[:-1])
    stands_in = holder / "__init__.py" if holder.is_dir() else holder.with_suffix(".py")

    assert place.is_dir() or place.with_suffix(".py").is_file() or re.search(rf"\b{parts[-1]}\b", stands_in.read_text())

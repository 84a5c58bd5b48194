"""What is shipped: a wheel whose command works from any folder, and constraints that fit what is asked for."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def run(*command, **more):
    """Runs a command and answers its standard output; what it said is shown if it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, **more)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the files that are under version control or would be."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("gatehouse-*.whl")
    return built


def test_the_wheel_holds_code_templates_types_and_licence_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"bot", "handlers"}
    assert {"bot/py.typed", "handlers/py.typed", "bot/__main__.py"} <= set(names)
    assert {name.removeprefix("bot/") for name in names if name.startswith("bot/templates/")} == {
        str(file.relative_to(ROOT)) for file in (ROOT / "templates").rglob("*") if file.is_file()
    }
    assert {"bot/manifest.yml", "bot/demo/page/static/town.js", "bot/demo/page/static/town.css"} <= set(names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.endswith((".pyc", ".sqlite3", ".env"))]


def test_the_installed_command_works_from_any_folder(wheel, tmp_path):
    """Installed alone into an environment that borrows the other packages of this one."""
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(home, symlinks=True)
    run(sys.executable, "-m", "pip", "--python", home, "install", "--no-deps", "--no-index", "--quiet", wheel)
    (packages,) = home.glob("lib/python*/site-packages")
    borrowed = f"import sys; sys.path.append({sysconfig.get_path('purelib')!r})\n"
    (packages / "borrowed.pth").write_text(borrowed)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    there = {"cwd": elsewhere, "env": environment}
    version = run(home / "bin" / "gatehouse", "--version", **there)
    answer = run(home / "bin" / "gatehouse", "ask", "--demo", "sign-ups failed last 24h", **there)
    opens = "from bot.cli.demo import opened_town\nwith opened_town() as town: print(town.manifest.name)"
    town = run(home / "bin" / "python", "-c", opens, **there)
    program = "import bot, handlers; print(bot.__path__[0], handlers.__path__[0])"
    where = run(home / "bin" / "python", "-c", program, **there)

    assert version == f"gatehouse, version {PROJECT['version']}\n"
    assert "Sign-ups · failed · last 24 hours" in answer
    assert town == "Gatehouse\n"
    assert where.split() == [str(packages / "bot"), str(packages / "handlers")]
    assert list(elsewhere.iterdir()) == []


def constraints():
    """Name to version, as `constraints.txt` pins them."""
    pins = (line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines())
    return {canonicalize_name(name): Version(version) for name, version in pins}


@pytest.mark.parametrize("line", (ROOT / "constraints.txt").read_text().splitlines())
def test_a_constraint_is_a_name_and_a_version(line):
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)


@pytest.mark.parametrize("wanted", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_what_is_asked_for_was_tested_in_a_version_that_fits(wanted):
    requirement = Requirement(wanted)

    assert constraints()[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_command_of_the_makefile_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()

    assert [target for target in targets if f"make {target}" not in run("make", "help", cwd=ROOT)] == ["help"]

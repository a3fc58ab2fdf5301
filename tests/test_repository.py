"""What a newcomer and a platform find at the top of the repository holds up."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from bot.__main__ import COMMANDS, main
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Give each fenced block of the README with the heading that it stands under."""
    for section in re.split(r"^## ", README, flags=re.M):
        for body in re.findall(rf"^```{language}\n(.*?)^```$", section, flags=re.M | re.S):
            yield section.splitlines()[0], body


def pins() -> dict[str, tuple[str, str]]:
    """Give version and hashes by the name of the package."""
    found = re.findall(
        r"^([\w.-]+)==(\S+) \\\n((?: +--hash=\S+(?: \\)?\n)+)", (ROOT / "requirements.txt").read_text(), re.M
    )
    return {canonicalize_name(name): (version, hashes) for name, version, hashes in found}


def imported(path: Path) -> set[str]:
    """Give the top-level modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_ask_and_test_are_one_line_each_that_does_all_the_setup():
    assert [heading for heading, _ in blocks("sh")] == ["Ask", "Test"]
    for _, body in blocks("sh"):
        assert body.count("\n") == 1
        assert body.startswith("python3 -m venv .venv && ")
        assert "activate" not in body


def test_the_exchange_in_the_readme_is_what_the_bot_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    _, exchange = next(blocks("console"))
    command, _, shown = exchange.partition("\n")
    question = re.fullmatch(r'\$ python -m bot ask "(.+)"', command)
    assert question
    assert main(["ask", question[1]]) == 0
    assert shown == capsys.readouterr().out, "the bot says something else now: bring README.md up to date"
    assert "Sources" in shown


def test_the_ask_line_asks_what_the_exchange_shows():
    (_, line), _ = blocks("sh")
    assert line.rstrip().endswith(next(blocks("console"))[1].splitlines()[0].removeprefix("$ python "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere_and_commands_exist(page: Path):
    text = page.read_text()
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (page.parent / target).exists(), target
    for command in re.findall(r"python -m bot ([a-z]+)", text):
        assert command in COMMANDS


def test_every_setting_is_documented_and_none_that_is_not():
    settings = {name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)) == settings
    table = README.partition("## Settings")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([A-Z_]+)`", "".join(re.findall(r"^\|([^|]*)\|", table, re.M)))) == settings


def test_the_example_settings_are_the_defaults_and_hold_no_secret(monkeypatch: pytest.MonkeyPatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)  # type: ignore[call-arg]
    assert Settings(_env_file=ROOT / ".env.example").discord_token is None  # type: ignore[call-arg]


def test_the_procfile_migrates_then_runs_the_bot():
    assert (ROOT / "Procfile").read_text() == "release: python -m bot migrate\nworker: python -m bot\n"


def test_every_runtime_dependency_is_pinned_within_its_range_and_hashed():
    pinned = pins()
    for text in PROJECT["dependencies"]:
        requirement = Requirement(text)
        version, hashes = pinned[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, f"{requirement} but {version} is pinned: see docs/deploy.md"
        assert "--hash=sha256:" in hashes


def test_every_package_that_the_code_imports_is_declared():
    declared = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    distributions = packages_distributions()
    # pydantic_core is pydantic's own, and pinned by it
    for path in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("knowledge/**/*.py")]:
        for name in imported(path) - {"bot", "knowledge", "pydantic_core"} - sys.stdlib_module_names:
            assert {canonicalize_name(found) for found in distributions[name]} & declared, f"{path} imports {name}"


def test_requirements_hold_nothing_but_pins():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pinned = [line for line in lines if line and line[0] not in " #"]
    assert len(pinned) == len(pins())
    assert not [line for line in lines if "://" in line or line.strip().startswith(("-e", "-i", "--index", "--find"))]


def test_platforms_find_one_list_of_packages_and_a_python_that_fits():
    others = ["uv.lock", "poetry.lock", "Pipfile", "Pipfile.lock", "runtime.txt", "setup.py"]
    assert [name for name in others if (ROOT / name).exists()] == []
    version = (ROOT / ".python-version").read_text().strip()
    assert re.fullmatch(r"3\.\d+", version)
    assert version in SpecifierSet(PROJECT["requires-python"])


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout")
def test_nothing_is_tracked_that_should_be_ignored():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.splitlines()[:5] == []

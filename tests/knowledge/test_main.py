from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.__main__ import main
from tests.knowledge.conftest import FILES, write_race

Edit = Callable[[str, str, str], None]
Capture = pytest.CaptureFixture[str]


def test_a_race_without_problems_gets_one_line(races: Path, articles: Path, capsys: Capture) -> None:
    assert main(["check", str(races)]) == 0
    assert capsys.readouterr().out == "harbor-clerk-2024: 6 statements, 7 entities, 2 sources. All is well.\n"
    assert main(["check", str(races), "--articles", str(articles), "--format"]) == 0
    assert "Each statement stands in its paragraphs." in capsys.readouterr().out


def test_every_problem_is_printed_with_a_path_that_opens(
    races: Path, race: Path, edit: Edit, articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("people.yaml", "short: Doe", "shrt: Doe")
    edit("statements/people.yaml", "two-thirds", "three-quarters")
    edit("statements/people.yaml", "id: mary-roe-party", "id:  mary-roe-party")
    monkeypatch.chdir(races)
    assert main(["check", "harbor-clerk-2024", "--articles", str(articles), "--format"]) == 1
    out, err = capsys.readouterr()
    starts = [line.split(": ")[0] for line in out.splitlines()]
    assert starts == [
        "harbor-clerk-2024/people.yaml:3:3",
        "harbor-clerk-2024/statements/people.yaml:15:9",
        "harbor-clerk-2024/statements/people.yaml:19:1",
    ]
    assert err == "3 problems.\n"


def test_the_directory_may_come_from_the_environment_or_be_here(
    races: Path, race: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(races))
    assert main(["check"]) == 0
    monkeypatch.chdir(race)
    assert main(["check", "."]) == 0
    assert capsys.readouterr().out.count("harbor-clerk-2024: 6 statements") == 2


def test_several_races_are_all_checked(races: Path, capsys: Capture) -> None:
    second = {name: text.replace("harbor-clerk-2024", "pier-2024") for name, text in FILES.items()}
    write_race(races / "pier-2024", second)
    assert main(["check", str(races)]) == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["harbor-clerk-2024", "pier-2024"]


def test_the_installed_races_hold_up(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)
    assert main(["check"]) == 0, capsys.readouterr().out


def test_format_says_what_it_rewrote(races: Path, edit: Edit, capsys: Capture) -> None:
    edit("people.yaml", "name: John Roe", "name:   John Roe")
    assert main(["format", str(races)]) == 0
    assert capsys.readouterr().out.endswith("people.yaml\n")
    assert main(["format", str(races)]) == 0
    assert capsys.readouterr().out == ""


def test_coverage_never_fails(races: Path, articles: Path, capsys: Capture) -> None:
    assert main(["coverage", str(races), "--articles", str(articles)]) == 0
    assert "money-report: 3 of 4 paragraphs cited" in capsys.readouterr().out


def test_nothing_to_read_is_said_in_a_sentence(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.startswith("There is no directory")
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("There is no race in")


def test_wrong_usage_ends_with_two_and_help_with_zero(capsys: Capture) -> None:
    for arguments, status in ([], 2), (["fly"], 2), (["check", "--help"], 0), (["--help"], 0):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == status
    assert "KNOWLEDGE_DIR" in capsys.readouterr().out

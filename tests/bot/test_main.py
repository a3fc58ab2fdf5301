import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bot.small_race import write_race

QUESTION = "how much cash does doe have"


@pytest.fixture
def races(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small race, chosen by the environment; the working directory holds no settings."""
    write_race(tmp_path / "races")
    monkeypatch.chdir(tmp_path)
    for name in ("RACE", "DATABASE_URL", "DISCORD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path / "races"))
    return tmp_path / "races"


def usage_error(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["ask", *arguments])
    return int(str(ended.value.code))


@pytest.mark.usefixtures("races")
def test_an_answer_is_printed_with_its_source(capsys: pytest.CaptureFixture[str]):
    assert main(["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert "$120,000" in out
    assert "June 2024" in out
    assert "the Gazette's report on money, Harbor Gazette, June 30, 2024, paragraph 4" in out


@pytest.mark.usefixtures("races")
@pytest.mark.parametrize(
    "arguments", [[QUESTION, "--json"], ["--json", QUESTION], [*QUESTION.split(), "--json"], ["how", "--json", "much"]]
)
def test_options_stand_anywhere_and_quotes_can_be_left_away(
    arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]
):
    assert main(["ask", *arguments]) == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert list(answer) == ["id", "kind", "text", "citations", "as_of", "suggestions"]
    assert answer["id"] is None


@pytest.mark.usefixtures("races")
@pytest.mark.parametrize("question", ["asdf qwer", "???", "🗳️", "\u202e\u200f", "\x1b[2J", "caf\udce9", "x" * 100_000])
def test_whatever_is_asked_the_status_is_0_and_no_control_character_comes_back(
    question: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["ask", question]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert 0 < len(captured.out) < 2_000
    assert not set("\x1b\u202e\u200f") & set(captured.out)


@pytest.mark.usefixtures("races")
def test_a_question_over_4000_characters_is_no_answer(capsysbinary: pytest.CaptureFixture[bytes]):
    assert main(["ask", "--json", f"{QUESTION} {'x ' * 2000}"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["kind"] == "no_answer"


@pytest.mark.usefixtures("races")
@pytest.mark.parametrize(
    "arguments",
    [[], [""], ["  "], ["--colour", "x"], ["--batch", "no-such-file"], ["--batch", "."], ["--batch", "-", "x"]],
)
def test_wrong_usage_ends_with_2(arguments: list[str]):
    assert usage_error(*arguments) == 2


def test_an_unknown_command_ends_with_2_and_lists_the_commands(capsys: pytest.CaptureFixture[str]):
    assert main(["aks"]) == 2
    assert "python -m bot ask" in capsys.readouterr().err


@pytest.mark.usefixtures("races")
def test_explain_follows_the_answer_and_stays_out_of_the_json(capsys: pytest.CaptureFixture[str]):
    assert main(["ask", "--explain", QUESTION]) == 0
    assert "How it was understood" in capsys.readouterr().out
    assert main(["ask", "--explain", "--json", QUESTION]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["kind"]
    assert "How it was understood" in captured.err


def test_among_several_races_one_is_chosen(races: Path, capsys: pytest.CaptureFixture[str]):
    write_race(races, "harbor-clerk-2028")
    assert main(["ask", QUESTION]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["ask", QUESTION, "--race", "harbor-clerk-2028"]) == 0
    assert main(["ask", QUESTION, "--race", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_no_race_is_told_in_one_sentence(
    races: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("KNOWLEDGE_DIR", str(races / "missing"))
    assert main(["ask", QUESTION]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_problem_in_the_facts_is_told_with_its_place(races: Path, capsys: pytest.CaptureFixture[str]):
    statements = races / "harbor-clerk-2024" / "statements" / "money.yaml"
    text = statements.read_text().replace("subject: jane-doe", "subject: jane-dough").replace("[5]", "[0]")
    statements.write_text(text)
    assert main(["ask", QUESTION]) == 1
    places = [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()]
    assert len(places) >= 2
    assert all(place.split(":")[0].endswith("statements/money.yaml") for place in places)
    assert all(part.isdigit() for place in places for part in place.split(":")[1:])


def bot(*arguments: str, cwd: Path, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(root), **env},
        check=False,
        timeout=60,
    )


def test_a_batch_goes_from_standard_input_to_standard_output(races: Path):
    lines = '{"id": "é", "q": "how much cash does doe have"}\n{"id": 2, "q": ""}\n'.encode()
    done = bot("ask", "--batch", "-", cwd=races, given=lines, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, b"")
    first, second = done.stdout.splitlines()
    assert '"é"'.encode() in first
    assert json.loads(second)["line"] == 2


def test_a_batch_that_nobody_reads_any_more_ends_without_a_traceback(races: Path):
    questions = races / "questions.jsonl"
    questions.write_text('{"q": "how much cash does doe have"}\n' * 2000)
    command = f"'{sys.executable}' -m bot ask --batch '{questions}' | head -n 1"
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, cwd=races, env={**os.environ, "PYTHONPATH": root}, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


@pytest.mark.usefixtures("races")
def test_asking_imports_neither_discord_nor_a_database():
    code = (
        "import sys; from bot.__main__ import main; main(['ask', 'who is running']); import bot.batch;"
        "heavy = {'discord', 'sqlmodel', 'sqlalchemy', 'alembic', 'aiohttp', 'rich'};"
        "print(*(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=Path(__file__).parents[2], check=True)
    assert done.stderr.split() == []


def test_asking_works_where_nothing_can_be_written(races: Path):
    done = bot(
        "ask", QUESTION, cwd=races, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", PYTHONDONTWRITEBYTECODE="1"
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_migrate_makes_the_default_database(races: Path):
    done = bot("migrate", cwd=races)
    assert done.returncode == 0, done.stderr
    assert (races / "race-desk.db").exists()
    assert b"DATABASE_URL is not set" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert bot("migrate", cwd=races).returncode == 0


def test_migrate_notes_nothing_where_the_database_was_named(races: Path):
    done = bot("migrate", cwd=races, DATABASE_URL="sqlite:///mine.db")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (races / "mine.db").exists()


def test_migrate_warns_where_no_database_was_named_and_none_can_be_made(races: Path):
    (races / "race-desk.db").mkdir()
    done = bot("migrate", cwd=races)
    assert done.returncode == 0
    assert b"DATABASE_URL" in done.stderr
    assert b"Traceback" not in done.stderr


def test_migrate_fails_where_the_named_database_cannot_be_reached(races: Path):
    done = bot("migrate", cwd=races, DATABASE_URL="postgresql://nobody:hush@127.0.0.1:1/none")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"hush" not in done.stderr


def test_without_a_token_one_sentence_names_it_and_the_other_ways_in(races: Path):
    done = bot(cwd=races, FATAL_PAUSE_SECONDS="0")
    assert done.returncode not in (0, 2)
    assert len(done.stderr.splitlines()) == 1
    assert b"DISCORD_TOKEN" in done.stderr
    assert b"python -m bot chat" in done.stderr

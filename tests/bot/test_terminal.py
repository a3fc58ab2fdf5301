import io
import os
import pty
import select
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answer, Citation
from bot.terminal import answer_lines, citation_line, print_plain, printer
from knowledge.model import Source
from tests.bot.small_race import write_race

GAZETTE = Source(id="gazette", label="the Gazette's report", publisher="Harbor Gazette", published="2024-06-30")
BARE = Source(id="bare", label="the union's announcement")
SOURCES = {source.id: source for source in (GAZETTE, BARE)}


def printed(answer: Answer) -> str:
    out = io.StringIO()
    print_plain(answer_lines(answer, SOURCES), out)
    return out.getvalue()


def test_an_answer_reads_from_what_was_asked_to_where_it_stands():
    answer = Answer(
        "answer", "Doe had $120,000.", (Citation("gazette", (4, 6)), Citation("bare", (1,))), "2024-06", ("And Roe?",)
    )
    assert printed(answer) == (
        "Doe had $120,000.\n"
        "As of June 2024.\n"
        "\n"
        "Sources\n"
        "  1. the Gazette's report, Harbor Gazette, June 30, 2024, paragraphs 4, 6\n"
        "  2. the union's announcement, paragraph 1\n"
        "\n"
        "You could ask:\n"
        "  And Roe?\n"
    )


def test_an_answer_without_date_sources_or_suggestions_is_its_text_alone():
    assert printed(Answer("no_answer", "The articles don't say.")) == "The articles don't say.\n"


def test_a_time_that_is_only_bounded_reads_so():
    assert "As of some time between March 2024 and June 2024." in printed(
        Answer("no_answer", "…", as_of="2024-03/2024-06")
    )


@pytest.mark.parametrize(
    ("text", "as_of", "told"),
    [
        ("Doe had $5 (June 2024).", "2024-06", False),
        ("Doe was endorsed between May 2024 and June 2024.", "2024-05/2024-06", False),
        ("Doe was endorsed between May 2024 and June 2024.", "2024-06", True),
        ("Doe, who entered on June 3, 2024, had $5.", "2024-06", True),
        ("Doe is in the 2024 race.", "2024", True),
    ],
)
def test_a_date_that_the_text_gives_is_not_said_again(text: str, as_of: str, told: bool):
    assert ("As of" in printed(Answer("no_answer", text, as_of=as_of))) is told


def test_a_link_follows_its_source():
    source = Source(id="a", label="the report", url="https://example.org/a")
    assert citation_line(Citation("a", (2,)), source) == "the report, paragraph 2 <https://example.org/a>"


def test_a_date_that_was_worked_out_says_so():
    source = Source(id="a", label="the report", published="2024-03/2024-06", published_derived="it names the June vote")
    line = citation_line(Citation("a", (2,)), source)
    assert line == "the report, between March 2024 and June 2024 (date inferred), paragraph 2"
    labelled = source.model_copy(
        update={"label": "the report (between March 2024 and June 2024)", "publisher": "Harbor Gazette"}
    )
    assert citation_line(Citation("a", (2,)), labelled) == (
        "the report (between March 2024 and June 2024) (date inferred), Harbor Gazette, paragraph 2"
    )


def test_what_the_label_says_is_not_said_twice():
    label = "Harbor Gazette on money (June 30, 2024)"
    source = Source(id="a", label=label, publisher="Harbor Gazette", published="2024-06-30")
    assert citation_line(Citation("a", (2,)), source) == f"{label}, paragraph 2"


@settings(deadline=None)
@given(st.text())
def test_nothing_printed_can_steer_a_terminal(text: str):
    steering = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x200F, 0x202E, 0x2066)} - {"\n"}
    written = printed(Answer("no_answer", text + "\x1b[2J\u202e\ud800"))
    assert not steering & set(written)
    written.encode("utf-8")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_asks_for_plain_text_gets_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert printer(Terminal()) is not print_plain
    monkeypatch.setenv(name, value)
    assert printer(Terminal()) is print_plain


def test_a_pipe_gets_plain_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    assert printer(io.StringIO()) is print_plain


@pytest.fixture(scope="module")
def races(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("races")
    write_race(folder)
    return str(folder)


class Chat:
    """`python -m bot chat` at a terminal of its own."""

    def __init__(self, races: str, **env: str) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "KNOWLEDGE_DIR": races, "TERM": "xterm-256color", "NO_COLOR": "", **env},
        )
        os.close(slave)
        self.seen = b""

    def __enter__(self) -> "Chat":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def until(self, awaited: bytes) -> bytes:
        """Read on until the text has come; give all that came with it."""
        start = len(self.seen)
        while awaited not in self.seen[start:]:
            assert select.select([self._master], [], [], 60)[0], f"no {awaited!r} in {self.seen[start:]!r}"
            self.seen += os.read(self._master, 65536)
        return self.seen[start:]

    def type(self, text: bytes) -> None:
        os.write(self._master, text)

    def interrupt(self) -> None:
        """Press Ctrl-C, and again if the first came just before the process had begun to wait for input."""
        for _ in range(20):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
                return

    def ended(self) -> int:
        status = self.process.wait(60)
        try:
            while piece := os.read(self._master, 65536):
                self.seen += piece
        except OSError:  # how Linux tells that the other end has closed
            pass
        return status


@pytest.mark.parametrize("leave", [b"\x04", b"quit\n", b"Exit\n", None], ids=["ctrl-d", "quit", "exit", "ctrl-c"])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_chat_is_left_quietly(races: str, term: str, leave: bytes | None):
    with Chat(races, TERM=term) as chat:
        chat.until(b"> ")
        if leave is None:
            chat.interrupt()
        else:
            chat.type(leave)
        assert chat.ended() == 0
    assert b"Traceback" not in chat.seen
    assert b"Interrupt" not in chat.seen


def test_chat_goes_on_after_bad_input(races: str):
    with Chat(races, PYTHONIOENCODING="utf-8:strict") as chat:
        chat.until(b"> ")
        for line in (b"", b"\xff\xfe caf\xe9", "\u202e\u200f".encode(), "🗳️🤔".encode(), b"???"):
            chat.type(line + b"\n")
            chat.until(b"> ")
        chat.type(b"\x04")
        assert chat.ended() == 0
    assert b"Traceback" not in chat.seen


def test_chat_prints_no_escape_sequence_under_no_color(races: str):
    with Chat(races, NO_COLOR="1") as chat:
        chat.until(b"> ")
        chat.type(b"how much cash does doe have\n")
        assert b"Doe" in chat.until(b"\n\r\n> ")
        chat.type(b"\x04")
        assert chat.ended() == 0
    assert b"\x1b" not in chat.seen


def test_chat_is_styled_where_the_terminal_can(races: str):
    with Chat(races) as chat:
        assert b"\x1b[1m" in chat.until(b"> ")


def test_chat_reads_a_pipe_to_its_end(races: str):
    lines = b"how much cash does doe have\n\n" + b"x" * 100_000 + b"\n\x00\x1b[31m\xff\n"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=lines,
        capture_output=True,
        env={**os.environ, "KNOWLEDGE_DIR": races, "PYTHONIOENCODING": "utf-8:strict"},
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    assert len(done.stdout) < 5_000

"""The commands: run the Discord bot, answer in a terminal, prepare a release.

Nothing heavy is imported up here: `ask` and `chat` start without Discord and without a database.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sanitize import printable
from bot.settings import SettingsError, load_settings
from knowledge.errors import FactsRefused, KnowledgeError, StoreUnavailable

if TYPE_CHECKING:
    from bot.answering import Answerer

USAGE = """\
usage: python -m bot                    run the Discord bot
       python -m bot ask "QUESTION"     answer a question with its sources (ask --help tells more)
       python -m bot chat               answer turn by turn
       python -m bot migrate            bring the database up to date
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; give the exit status."""
    name, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["run"]
    if name in ("-h", "--help", "help"):
        sys.stdout.write(USAGE)
        return 0
    if name not in COMMANDS:
        print(f"There is no command {printable(name)!r}.\n{USAGE}", end="", file=sys.stderr)
        return 2
    _take_any_text()
    try:
        return COMMANDS[name](rest)
    except FactsRefused as refused:
        return _fail(map(str, refused.problems))
    except (KnowledgeError, SettingsError) as error:
        return _fail([str(error)])
    except BrokenPipeError:  # the reader has gone; nothing may be written when Python flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Run the Discord bot."""
    _parser("run", "Run the Discord bot.").parse_args(arguments)
    from bot.face.run import main as run_bot

    return run_bot(load_settings())


def ask(arguments: Sequence[str]) -> int:
    """Answer one question, or a file of them."""
    parser = _parser("ask", "Answer a question with its sources.")
    parser.add_argument("question", nargs="*", help="the question, with or without quotes")
    parser.add_argument("--race", metavar="ID", help="the race to ask about, where there are several")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--batch", metavar="FILE", help='read JSON Lines like {"id": "q1", "q": "…"}; - is standard input'
    )
    parser.add_argument("--explain", action="store_true", help="tell how the question was understood")
    end = arguments.index("--") if "--" in arguments else len(arguments)
    given = parser.parse_intermixed_args(arguments[:end])
    question = " ".join([*given.question, *arguments[end + 1 :]])
    if given.batch is not None and (question or given.explain):
        parser.error("--batch takes its questions from the file; leave the question and --explain away")
    if given.batch is not None:
        return _batch(parser, given.batch, given.race)
    if not question.strip():
        parser.error('what is the question? For example: python -m bot ask "who is running"')

    from bot.terminal import print_answer, print_json

    answerer = _answerer(given.race)
    answer, explanation = answerer.explain(question) if given.explain else (answerer.answer(question), None)
    if given.json:
        print_json(answer, explanation)
    else:
        print_answer(answer, answerer.snapshot.sources, explanation)
    return 0


def chat(arguments: Sequence[str]) -> int:
    """Answer turn by turn."""
    parser = _parser("chat", "Answer turn by turn; quit, Ctrl-D or Ctrl-C leaves.")
    parser.add_argument("--race", metavar="ID", help="the race to ask about, where there are several")
    given = parser.parse_args(arguments)
    from bot.terminal import chat as chat_with

    return chat_with(_answerer(given.race))


def migrate(arguments: Sequence[str]) -> int:
    """Bring the database up to date, before a release starts.

    Some platforms run this while they build an image, with no disk to write and no database yet: that is no failure
    as long as no database was named. Where the default file could be made, a note tells that it may not last.
    """
    _parser("migrate", "Bring the database up to date.").parse_args(arguments)
    from knowledge.database import engine_for
    from knowledge.database import migrate as bring_up_to_date

    settings = load_settings()
    named = "database_url" in settings.model_fields_set
    engine = engine_for(settings.database_url)
    try:
        bring_up_to_date(engine)
    except StoreUnavailable as error:
        if named:
            raise
        print(f"Nothing was migrated, and DATABASE_URL is not set: {error}", file=sys.stderr)
        return 0
    print("The database is up to date.")
    if not named:
        kept = f"DATABASE_URL is not set, so the database is the file {engine.url.database} in this folder"
        print(f"{kept}; where a platform's disk forgets, set DATABASE_URL.", file=sys.stderr)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"run": run, "ask": ask, "chat": chat, "migrate": migrate}


def _take_any_text() -> None:
    """Keep bytes that are no text, and characters that the terminal cannot show, from ending the run."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _batch(parser: argparse.ArgumentParser, name: str, race: str | None) -> int:
    from bot.batch import run_batch

    answerer = _answerer(race)
    if name == "-":
        return run_batch(sys.stdin.buffer, sys.stdout.buffer, answerer)
    try:
        with Path(name).open("rb") as lines:
            return run_batch(lines, sys.stdout.buffer, answerer)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        parser.error(f"cannot read {name}: {error.strerror}")


def _answerer(race: str | None) -> Answerer:
    """Read the facts as they are in the files now."""
    from bot.answering import Answerer
    from knowledge.files import load, race_folder
    from knowledge.snapshot import snapshot_of

    settings = load_settings()
    return Answerer(snapshot_of(load(race_folder(settings.knowledge_dir, race or settings.race))))


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(f"python -m bot {command}", description=description, allow_abbrev=False)


def _fail(lines: Iterable[str]) -> int:
    for line in lines:
        print(printable(line), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

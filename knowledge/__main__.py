"""The curators' commands: check, format, coverage, load."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge import files
from knowledge.articles import read_articles
from knowledge.check import check
from knowledge.coverage import coverage_lines
from knowledge.errors import FactsRefused, KnowledgeError, Problem
from knowledge.formatting import format_problems, rewrite
from knowledge.grounding import ground
from knowledge.reading import Reading

EPILOG = """\
DIR holds one folder a race, or is one race's folder; without it KNOWLEDGE_DIR is taken, else the installed races.
How a race's files are written: docs/curating.md."""


def parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    top = argparse.ArgumentParser(
        prog="python -m knowledge",
        description="Check, format and load the facts of election races.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = _command(commands, "check", check_command, "list every problem as file:line:column: what; the mend")
    one.add_argument("--articles", type=Path, metavar="DIR", help="also hold each statement against these articles")
    one.add_argument("--format", action="store_true", help="also name files that are not in canonical form")
    _command(commands, "format", format_command, "rewrite the files in canonical form; comments stay")
    one = _command(commands, "coverage", coverage_command, "show what in the articles no statement uses yet")
    one.add_argument("--articles", type=Path, metavar="DIR", required=True, help="folder of <source id>.txt")
    one = _command(commands, "load", load_command, "make the files a revision in the database")
    one.add_argument("--race", metavar="ID", help="the race to load, where there are several")
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    purpose: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("directory", type=Path, nargs="?", metavar="DIR", help="the races, or one race's folder")
    command.set_defaults(run=run)
    return command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    args = parser().parse_args(arguments)
    if args.directory is None:
        given = os.environ.get("KNOWLEDGE_DIR")
        args.directory = Path(given) if given else files.default_directory()
    try:
        status: int = args.run(args)
    except FactsRefused as refused:
        for problem in refused.problems:
            print(problem)
        return 1
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    return status


def check_command(args: argparse.Namespace) -> int:
    """Print every problem of every race, or that there is none."""
    summaries, count = [], 0
    for race, folder, reading in _readings(args.directory):
        problems = check(reading)
        if args.articles:
            problems += ground(reading, read_articles(args.articles, race))
        if args.format:
            problems += format_problems(folder, reading)
        for problem in sorted(set(problems)):
            print(_placed(problem, folder))
        count += len(set(problems))
        summaries.append(_summary(race, reading, grounded=bool(args.articles)))
    if count:
        print(f"{count} problem{'s' if count != 1 else ''}.", file=sys.stderr)
        return 1
    print("\n".join(summaries))
    return 0


def format_command(args: argparse.Namespace) -> int:
    """Rewrite what is not in canonical form and print each file that changed."""
    refused = False
    for _, folder, reading in _readings(args.directory):
        for path in rewrite(folder, reading):
            print(f"rewritten: {_shown(path)}")
        for problem in reading.problems:
            print(_placed(problem, folder))
            refused = True
    return int(refused)


def coverage_command(args: argparse.Namespace) -> int:
    """Print what in each article no statement uses."""
    for race, _, reading in _readings(args.directory):
        print("\n".join(coverage_lines(reading, read_articles(args.articles, race))))
    return 0


def load_command(args: argparse.Namespace) -> int:
    """Make the files a revision in the database."""
    from knowledge import store_command  # the database's libraries load only when they are needed

    return store_command.load_command(args.directory, args.race)


def _readings(directory: Path) -> Iterator[tuple[str, Path, Reading]]:
    races = files.races_in(directory)
    if not races:
        files.race_folder(directory)
    for race, folder in races.items():
        yield race, folder, files.read(folder)


def _summary(race: str, reading: Reading, *, grounded: bool) -> str:
    counts = ", ".join(
        f"{len(list(records))} {name}"
        for name, records in (
            ("statements", reading.statements()),
            ("entities", reading.entities()),
            ("sources", reading.sources()),
        )
    )
    return f"{race}: {counts}. {'Each statement stands in its paragraphs' if grounded else 'All is well'}."


def _placed(problem: Problem, folder: Path) -> Problem:
    """Give the problem with the file's path as it can be opened from here."""
    return replace(problem, file=_shown(folder.parent / problem.file))


def _shown(path: Path) -> str:
    path = path.absolute()
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


if __name__ == "__main__":
    sys.exit(main())

"""Answers for people at a terminal: one question, or a dialogue turn by turn."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TextIO

from bot.answering import Answer, Answerer, Citation, Conversation, Explanation
from bot.batch import record_line
from bot.sanitize import printable
from knowledge import edtf
from knowledge.model import Source

Line = tuple[str, str]
"""A style and the text to print in it; plain output leaves the style away."""

Printer = Callable[[Iterable[Line]], None]

PROMPT = "> "
LEAVE = {"quit", "exit"}


def answer_lines(answer: Answer, sources: Mapping[str, Source]) -> Iterator[Line]:
    """Lay an answer out: what was asked for, as of when, where it stands, and what else could be asked."""
    yield "", answer.text
    if answer.as_of and not edtf.parse(answer.as_of).is_said_in(answer.text):
        yield "dim", as_of_line(answer.as_of)
    if answer.citations:
        yield "", ""
        yield "bold", "Sources"
        for number, citation in enumerate(answer.citations, 1):
            yield "", f"  {number}. {citation_line(citation, sources[citation.source])}"
    if answer.suggestions:
        yield "", ""
        yield "bold", "You could ask:"
        for suggestion in answer.suggestions:
            yield "", f"  {suggestion}"


def as_of_line(as_of: str) -> str:
    """Date an answer: "As of March 2022."."""
    time = edtf.parse(as_of)
    return f"As of {'some time ' if time.is_interval else ''}{time.spoken()}."


def citation_line(citation: Citation, source: Source) -> str:
    """Name the source with what is known of it, and the paragraphs: "label, publisher, April 22, 2022, paragraph 4"."""
    known = [source.publisher, edtf.parse(source.published).spoken() if source.published else None]
    parts = [source.label, *(part for part in known if part and part not in source.label)]
    if source.published_derived:
        dated = next((at for at, part in enumerate(parts) if known[1] and known[1] in part), -1)
        parts[dated] += " (date inferred)"
    numbers = ", ".join(map(str, citation.paragraphs))
    parts.append(f"paragraph{'s' if len(citation.paragraphs) > 1 else ''} {numbers}")
    line = ", ".join(parts)
    return f"{line} <{source.url}>" if source.url else line


def explanation_lines(explanation: Explanation) -> Iterator[Line]:
    """Lay out what each stage saw."""
    yield "", ""
    yield "bold", "How it was understood"
    for line in explanation.lines:
        yield "dim", f"  {line}"


def print_answer(answer: Answer, sources: Mapping[str, Source], explanation: Explanation | None = None) -> None:
    """Print an answer for a person."""
    show = printer()
    show(answer_lines(answer, sources))
    if explanation:
        show(explanation_lines(explanation))


def print_json(answer: Answer, explanation: Explanation | None = None) -> None:
    """Print an answer as one line of JSON; an explanation goes to standard error, out of a program's way."""
    sys.stdout.buffer.write(record_line(answer))
    sys.stdout.buffer.flush()
    if explanation:
        print_plain(explanation_lines(explanation), sys.stderr)


def print_plain(lines: Iterable[Line], out: TextIO | None = None) -> None:
    """Print lines as text and nothing else."""
    for _, text in lines:
        print(_safe(text), file=out or sys.stdout, flush=True)


def print_styled(lines: Iterable[Line]) -> None:
    """Print lines with weight and colour, wrapped to the terminal's width."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for style, text in lines:
        console.print(Text(_safe(text), style=style))


def printer(out: TextIO | None = None) -> Printer:
    """Choose how to print: styled for a person at a capable terminal who has not asked for plain text."""
    return print_styled if _capable(out or sys.stdout) else print_plain


def chat(answerer: Answerer) -> int:
    """Answer turn by turn until the person leaves; give the exit status."""
    show = printer()
    person = sys.stdin.isatty()
    if person:
        show(_welcome(answerer))
        if show is print_styled:
            _edit_lines()
    conversation = Conversation()
    try:
        while (question := input(PROMPT if person else "").strip()).casefold() not in LEAVE:
            if question:
                answer = answerer.answer(question, conversation)
                show((*answer_lines(answer, answerer.snapshot.sources), ("", "")))
    except (EOFError, KeyboardInterrupt):
        if person:
            print()
    return 0


def _welcome(answerer: Answerer) -> Iterator[Line]:
    yield "bold", f"Ask about {answerer.snapshot.facts.race.name}. Leave with 'quit' or Ctrl-D."
    for question in answerer.example_questions()[:3]:
        yield "dim", f"  {question}"
    yield "", ""


def _edit_lines() -> None:
    """Let arrow keys edit and recall lines, where Python was built with it."""
    with suppress(ImportError):
        import readline  # noqa: F401


def _capable(out: TextIO) -> bool:
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", "unknown")


def _safe(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))

"""From an answer to what Discord shows: the one place that knows Discord's limits and markup.

A reply is a Components V2 layout (docs/decisions.md says why). Whatever comes from facts or people is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.answering import Answer, Citation
from bot.face.buttons import QuestionButton
from knowledge import edtf
from knowledge.model import Source
from knowledge.snapshot import Snapshot

CONTENT = 2_000
CHOICES = 25
CHOICE = 100
# Together they stay under the 4,000 characters that one layout may hold.
_HEADING = 300
_TEXT = 2_100
_SOURCES = 1_000
_MORE = 500
_BUTTONS = 5

_TITLES = {
    "clarify": "Which do you mean?",
    "no_answer": "Not in the articles",
    "declined": "Not mine to answer",
}
_MARKUP = re.compile(r"([\\*_~`|<>\[\]])")
_LINE_START = re.compile(r"^(\s*)([#+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_LINK = re.compile(r"\b([a-z][a-z0-9+.]*)://", re.IGNORECASE)


def escape(text: str) -> str:
    """Make text from facts or people show as it is: no markup, no mention, no link made of it."""
    text = _MARKUP.sub(r"\\\1", text)
    text = _LINE_START.sub(r"\1\\\2", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = _LINK.sub(r"\1\\://", text)
    return discord.utils.escape_mentions(text)


def clip(text: str, limit: int) -> str:
    """Cut escaped text to a limit, between words where it can, and never in the middle of an escape."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(maxsplit=1)[0] if len(cut.split()) > 1 else cut
    return at_word.rstrip("\\").rstrip() + "…"


def layout(answer: Answer, snapshot: Snapshot) -> discord.ui.LayoutView:
    """Lay an answer out: heading, text, as of, sources, then what could be asked next."""
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(_body(answer)))]
    sources = source_lines(answer.citations, snapshot)
    if sources:
        items += [discord.ui.Separator(), discord.ui.TextDisplay("\n".join(_fitting(sources)))]
    items += _suggested(answer)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*items))
    return view


def _body(answer: Answer) -> list[str]:
    title = _TITLES.get(answer.kind)
    heading = clip(escape(" ".join(answer.heading.split())), _HEADING) if answer.heading else None
    lines = [f"### {title or heading}"] if title or heading else []
    if title and heading:
        lines.append(f"-# {heading}")
    lines.append(clip(escape(answer.text), _TEXT))
    if answer.as_of:
        lines.append(f"-# {as_of(answer.as_of)}")
    return lines


def as_of(date: str) -> str:
    """Say how old the newest state in an answer is."""
    time = edtf.parse(date)
    return f"As of a time {time.spoken()}" if time.is_interval else f"As of {time.spoken()}"


def source_lines(citations: Sequence[Citation], snapshot: Snapshot) -> list[str]:
    """Number the sources, one line each with its paragraphs, in the order in which they are cited."""
    cited: dict[str, list[int]] = {}
    for citation in citations:
        cited.setdefault(citation.source, []).extend(citation.paragraphs)
    known = ((snapshot.sources.get(source), paragraphs) for source, paragraphs in cited.items())
    named = [(source, paragraphs) for source, paragraphs in known if source is not None]
    return [f"{n}. {_source(source, paragraphs)}" for n, (source, paragraphs) in enumerate(named, 1)]


def _source(source: Source, paragraphs: Sequence[int]) -> str:
    label = escape(source.label[:1].upper() + source.label[1:])
    parts = [f"[{label}](<{source.url}>)" if source.url else label]
    if source.publisher and source.publisher.casefold() not in source.label.casefold():
        parts.append(escape(source.publisher))
    date = edtf.parse(source.published).spoken() if source.published else None
    if date and date not in source.label:
        parts.append(date)
    if source.published_derived:
        parts.append("date worked out")
    parts.append(_paragraphs(sorted(set(paragraphs))))
    return ", ".join(parts)


def _paragraphs(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _fitting(lines: Sequence[str]) -> list[str]:
    """Keep as many whole source lines as there is room for, and say how many were left out."""
    kept: list[str] = ["**Sources**" if len(lines) > 1 else "**Source**"]
    room = _SOURCES
    for number, line in enumerate(lines):
        if len(line) > room:
            left = len(lines) - number
            return [*kept, f"-# and {left} more {'source' if left == 1 else 'sources'}"]
        kept.append(line)
        room -= len(line) + 1
    return kept


def _suggested(answer: Answer) -> list[discord.ui.Item[Any]]:
    """Offer the next questions as buttons; those too long for a button as lines to be copied."""
    questions = list(dict.fromkeys(answer.suggestions))
    as_buttons = [q for q in questions if QuestionButton.holds(q)][:_BUTTONS]
    as_lines = [q for q in questions if not QuestionButton.holds(q) and q.strip()]
    items: list[discord.ui.Item[Any]] = []
    if as_lines:
        lines = "\n".join(f"- {clip(escape(q), _MORE // 3 - 3)}" for q in as_lines[:3])
        items.append(discord.ui.TextDisplay(f"-# You could also ask:\n{lines}"))
    if as_buttons:
        items.append(discord.ui.ActionRow(*(QuestionButton(q) for q in as_buttons)))
    return items

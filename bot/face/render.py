"""From an answer to what Discord shows: the one place that knows Discord's limits and markup.

A reply is a Components V2 layout (docs/decisions.md says why). Whatever comes from facts or people is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import discord

from bot.answering import Answer, Citation
from bot.face import words
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
_SOURCES = 900
_MORE = 500
_BUTTONS = 5
_LINES = 3
_EXAMPLES = 3

_MARKUP = re.compile(r"([\\*_~`|<>\[\]])")
_LINE_START = re.compile(r"^(\s*)([#+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)


def escape(text: str) -> str:
    """Make text from facts or people show as it is: no markup, no mention, no link made of it."""
    text = _MARKUP.sub(r"\\\1", text)
    text = _LINE_START.sub(r"\1\\\2", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = text.replace("://", r"\://")
    return discord.utils.escape_mentions(text)


def clip(text: str, limit: int) -> str:
    """Cut escaped text to a limit, between words where it can, and never in the middle of an escape."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(maxsplit=1)[0] if len(cut.split()) > 1 else cut
    return at_word.rstrip("\\").rstrip() + "…"


def layout(answer: Answer, snapshot: Snapshot) -> discord.ui.LayoutView:
    """Lay an answer out: heading, text, as of, sources, then what could be asked next.

    A question back comes with its buttons right under it.
    """
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(_body(answer, snapshot)))]
    if answer.as_of and answer.kind != "clarify" and not edtf.parse(answer.as_of).is_said_in(answer.text):
        # a text of its own, or it would be drawn into a list that stands before it
        items.append(discord.ui.TextDisplay(f"-# {as_of(answer.as_of)}"))
    lines = source_lines(answer.citations, snapshot)
    sources: list[discord.ui.Item[Any]] = []
    if lines:
        sources = [discord.ui.Separator(), discord.ui.TextDisplay("\n".join(_fitting(lines)))]
    if answer.kind == "clarify":
        items += [*_suggested(answer.suggestions), *sources]
    else:
        items += [*sources, *_suggested(answer.suggestions, words.COULD_ASK)]
    return _view(items)


def greeting(text: str, examples: Sequence[str]) -> discord.ui.LayoutView:
    """Lay out a few words of our own with questions to try; the text may hold markup."""
    return _view([discord.ui.TextDisplay(text), *_suggested(examples[:_EXAMPLES])])


def notice(lines: Sequence[str]) -> str:
    """Set plain lines as a message: the first says what is the case, the others are its points."""
    first, *points = (escape(line) for line in lines)
    return "\n".join([f"**{first}**", *(f"- {point}" for point in points)])


def _view(items: Sequence[discord.ui.Item[Any]]) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*items))
    return view


def _body(answer: Answer, snapshot: Snapshot) -> list[str]:
    lines = []
    if answer.heading and answer.heading.strip():
        lines.append(f"### {clip(escape(' '.join(answer.heading.split())), _HEADING)}")
    reported = [snapshot.statements[i].text for i in answer.statements if i in snapshot.statements]
    lines.append(clip("\n".join(_paragraphed(answer.text, reported)), _TEXT))
    return lines


def _paragraphed(text: str, reported: Sequence[str]) -> list[str]:
    """Set what is several statements' own sentences, or a list of "name: figure" parts, as points."""
    begins = sorted(text.index(sentence) for sentence in set(reported) if sentence in text)
    parts = text.split("; ")
    if len(begins) > 1:
        lead = text[: begins[0]].strip()
        points = [text[at:end].strip() for at, end in pairwise([*begins, len(text)])]
    elif len(parts) > 1 and all(": " in part for part in parts):
        lead, points = "", [part.removesuffix(".") for part in parts]
    else:
        return [escape(text)]
    return [*([escape(lead)] if lead else []), *(f"- {escape(point)}" for point in points)]


def as_of(date: str) -> str:
    """Say how old the newest state in an answer is."""
    time = edtf.parse(date)
    return f"As of some time {time.spoken()}" if time.is_interval else f"As of {time.spoken()}"


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
        parts[-1] += " (date inferred)"
    parts.append(_paragraphs(sorted(set(paragraphs))))
    return ", ".join(parts)


def _paragraphs(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _fitting(lines: Sequence[str]) -> list[str]:
    """Keep as many whole source lines as there is room for, and say how many were left out.

    They are set small, so that the answer stands out.
    """
    kept: list[str] = ["-# **Sources**" if len(lines) > 1 else "-# **Source**"]
    room = _SOURCES
    for number, line in enumerate(lines):
        room -= len(line) + len("-# \n")
        if room < 0:
            left = len(lines) - number
            return [*kept, f"-# and {left} more {'source' if left == 1 else 'sources'}"]
        kept.append(f"-# {line}")
    return kept


def _suggested(questions: Sequence[str], invitation: str = "") -> list[discord.ui.Item[Any]]:
    """Offer the next questions as buttons; those too long for a button as lines to be copied."""
    questions = [q for q in dict.fromkeys(questions) if q.strip()]
    as_buttons = [q for q in questions if QuestionButton.holds(q)][:_BUTTONS]
    as_lines = [q for q in questions if not QuestionButton.holds(q)][:_LINES]
    lines = [f"- {clip(escape(q), _MORE // _LINES - 3)}" for q in as_lines]
    if invitation and questions:
        lines.insert(0, f"-# {invitation}")
    items: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("\n".join(lines))] if lines else []
    if as_buttons:
        items.append(discord.ui.ActionRow(*(QuestionButton(q) for q in as_buttons)))
    return items

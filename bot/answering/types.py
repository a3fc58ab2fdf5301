"""What goes out of answering: an answer with its citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["answer", "clarify", "no_answer", "declined"]


@dataclass(frozen=True)
class Citation:
    """Paragraphs of one source that an answer rests on, counted from 1."""

    source: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """A reply, before any face has formatted it.

    Attributes:
        kind: `answer`, `clarify`, `no_answer` or `declined`.
        text: plain text, at most 1,000 characters.
        citations: what the text rests on; never empty for an `answer`.
        as_of: EDTF time of the newest state that the text reports; None where nothing in it is dated.
        suggestions: complete questions; each, asked by itself, gets an `answer`.
        heading: the question as it was understood, in our words; never the asker's raw text.
        statements: ids of the statements that the text reports.
    """

    kind: Kind
    text: str
    citations: tuple[Citation, ...] = ()
    as_of: str | None = None
    suggestions: tuple[str, ...] = ()
    heading: str | None = None
    statements: tuple[str, ...] = ()

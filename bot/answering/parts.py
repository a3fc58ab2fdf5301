"""Messages that ask several things, or that ask one thing among much else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.asked import QUESTION_WORDS, pronoun_of, wanted_of
from bot.answering.text import Token
from bot.answering.units import Reading

_OPENING = frozenset(["at", "for", "in", "on", "by", "of", "with"])
_AUX = frozenset(["was", "is", "did", "does"])


def asks(texts: Sequence[str]) -> bool:
    """Tell whether words hold a question word."""
    return not QUESTION_WORDS.isdisjoint(texts)


def questions(reading: Reading, tokens: Sequence[Token]) -> list[Reading]:
    """Split a message that asks several things, where a pause or an "and" leads to a question word."""
    if len(reading.tokens) != len(tokens):
        return []
    texts = reading.tokens
    starts = [0, *(at for at in range(2, len(tokens)) if _opens(tokens, at))]
    if len(starts) < 2 or not (asks(texts[: starts[1]]) or _AUX & set(texts[: starts[1]])):
        return []
    parts = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        part = _slice(reading, start, end)
        parts.append(replace(part, wanted=wanted_of(part.tokens), form="open", pronoun=pronoun_of(part.tokens)))
    return parts


def clauses(reading: Reading, tokens: Sequence[Token]) -> list[Reading]:
    """Split a long message where it pauses; only the parts that ask something, if any does."""
    pauses = [at for at in range(1, len(tokens)) if tokens[at].breaks or tokens[at].text == "but"]
    if not pauses or len(reading.tokens) != len(tokens):
        return []
    parts = [_slice(reading, start, end) for start, end in zip([0, *pauses], [*pauses, len(tokens)], strict=True)]
    parts = [p for p in parts if any(u.kind in ("entity", "topic") and u.hard for u in p.units)]
    return [p for p in parts if asks(p.tokens)] or parts


def _opens(tokens: Sequence[Token], at: int) -> bool:
    after_and = tokens[at - 1].text == "and"
    word = tokens[at].text
    if word in QUESTION_WORDS:
        return tokens[at].breaks or after_and
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return after_and and (word in _AUX or (word in _OPENING and following in QUESTION_WORDS))


def _slice(reading: Reading, start: int, end: int) -> Reading:
    units = tuple(replace(u, start=u.start - start, end=u.end - start) for u in reading.units if start <= u.start < end)
    return replace(reading, tokens=reading.tokens[start:end], units=units)

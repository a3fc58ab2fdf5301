"""The words around a question that are no part of it: "our draft says …, is that accurate?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.refuse import regex
from bot.answering.text import Token
from knowledge import asking


@dataclass(frozen=True)
class Unframed:
    """A question without its framing.

    Attributes:
        checks: whether the framing asks if something is so.
    """

    tokens: list[Token]
    checks: bool


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[bool, re.Pattern[str]]]:
    table = asking.table("en/framing")
    return [(kind == "checks", re.compile(regex(p))) for kind in ("asides", "checks") for p in table[kind]]


def framing_words() -> frozenset[str]:
    """Give every word that framing is made of."""
    table = asking.table("en/framing")
    return frozenset(re.findall(r"[a-z]+", " ".join((*table["checks"], *table["asides"]))))


def unframed(tokens: Sequence[Token]) -> Unframed:
    """Cut the framing out; a message that is nothing else stays as it is."""
    left = list(tokens)
    checks = False
    for check, pattern in _patterns():
        line = "".join(f"{token.text} " for token in left)
        found = pattern.search(line)
        if not found:
            continue
        start = line[: found.start()].count(" ")
        end = start + found.group().count(" ")
        if end - start == len(left):
            continue
        left = [*left[:start], *left[end:]]
        checks = checks or check
    return Unframed(left, checks)

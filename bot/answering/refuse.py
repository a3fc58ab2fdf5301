"""What is asked of a bot and not answered: opinion, advice, prediction, persuasion; tricks and abuse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import asking

_GAP = r"(?:\S+ ){0,4}?"


@dataclass(frozen=True)
class Refusal:
    """Why a question is not answered: the answer's kind and the group of patterns that it met."""

    kind: str
    group: str


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Refusal, re.Pattern[str]]]:
    compiled = []
    for kind, groups in asking.table("en/refusals").items():
        for group, listed in groups.items():
            for pattern in listed["patterns"]:
                compiled.append((Refusal(kind, group), re.compile(regex(pattern))))
    return compiled


def regex(pattern: str) -> str:
    """Turn "(a|b) * c" into a regular expression over words that each end in a space."""
    out = []
    for piece in re.findall(r"\([^)]*\)\??|\S+", pattern):
        if piece == "*":
            out.append(_GAP)
        elif piece.startswith("("):
            optional = piece.endswith("?")
            words = "|".join(rf"{re.escape(w.strip())} " for w in piece.strip("()?").split("|"))
            out.append(f"(?:{words})" + ("?" if optional else ""))
        else:
            out.append(re.escape(piece) + " ")
    return r"(?:^|(?<= ))" + "".join(out)


def refusal(texts: Sequence[str]) -> Refusal | None:
    """Give the first refusal that the words meet, or None."""
    line = " ".join(texts[:80]) + " "
    return next((found for found, pattern in _patterns() if pattern.search(line)), None)

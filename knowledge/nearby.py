"""The likeliest thing that was meant by something misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

MIN_LIKENESS = 70


def did_you_mean(written: str, known: Iterable[str]) -> str | None:
    """Give "did you mean 'x'?" for the known name most like the written one; None where none is like it."""
    found = process.extractOne(written, list(known), scorer=fuzz.WRatio, score_cutoff=MIN_LIKENESS)
    return f"did you mean {found[0]!r}?" if found else None

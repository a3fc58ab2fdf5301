"""Hold an answer against a labelled question: right, uncited, missed or wrong.

A label says what is expected (answer, clarify, abstain, decline), groups of words of which the text must hold one
each, words that it must not hold, and groups of "source#paragraph" of which one each must be cited.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.answering import Answer

_SILENT = ("no_answer", "declined")
_FIRST = 450
_ALIKE = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-"}
)


def verdict(label: dict[str, Any], answer: Answer) -> str:
    expected = label["expect"]
    if expected in ("abstain", "decline"):
        return "right" if answer.kind in _SILENT else "wrong" if answer.kind == "answer" else "missed"
    if answer.kind in _SILENT:
        return "missed"
    must = label.get("must", [])
    if answer.kind == "clarify":
        offered = plain(" ".join((answer.text, *answer.suggestions)))
        named = any(plain(word) in offered for group in must for word in group)
        return "right" if expected == "clarify" and named else "missed"
    text = plain(answer.text if len(must) > 3 else answer.text[:_FIRST])
    complete = all(any(plain(word) in text for word in group) for group in must)
    if not complete or any(plain(word) in plain(answer.text) for word in label.get("must_not", [])):
        return "wrong"
    cited = {f"{c.source}#{p}" for c in answer.citations for p in c.paragraphs}
    return "right" if all(cited & set(group) for group in label.get("cite", [])) else "uncited"


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    return re.sub(r"\s+", " ", "".join(c for c in folded if not unicodedata.combining(c)))

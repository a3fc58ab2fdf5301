"""What a question asks for, by its small words: the kind of answer, yes or no, whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.text import Token
from bot.answering.units import Form, Wanted

QUESTION_WORDS = frozenset(["who", "whom", "whose", "what", "which", "when", "where", "why", "how"])
NUMBER_WORDS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen"])
_TIMES = frozenset(["day", "date", "month", "year", "time", "years", "weekday"])
_PLACES = frozenset(["town", "city", "county", "suburb", "hometown"])
_OPENING = frozenset([
    "so", "ok", "but", "and", "wait", "um", "hey", "hi", "well", "excuse", "me", "just", "curious",
])  # fmt: skip
_AUX = frozenset([
    "is", "are", "was", "were", "am", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should",
])  # fmt: skip
_TAGS = (
    ("right",),
    ("correct",),
    ("no",),
    ("true",),
    ("huh",),
    ("is", "that", "right"),
    ("or", "not"),
    ("or", "no"),
    ("yes", "or", "no"),
    ("yes",),
)
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "it": "it", "its": "it",
}  # fmt: skip
_PEOPLE = frozenset([
    "candidate", "candidates", "person", "politician", "politicians", "senator", "senators", "hopeful", "contender",
    "rival", "people", "one",
])  # fmt: skip


def wanted_of(texts: Sequence[str]) -> Wanted:
    """Tell what kind of answer the first telling question word asks for; "why" comes before all others."""
    if "why" in texts:
        return "reason"
    for at, word in enumerate(texts):
        after = tuple(texts[at + 1 : at + 4])
        if word == "how" and after[:1] in (("much",), ("rich",), ("broke",)):
            return "amount"
        if word == "how" and after[:1] == ("many",):
            return "count"
        if word == "how" and after[:1] == ("long",):
            return "duration"
        if word in ("who", "whom", "whose") and not (at and texts[at - 1] in _PEOPLE):
            return "person"
        aside = at > 1 and after[:1] and after[0] in _PRONOUNS
        if (
            word == "when"
            and not aside
            and not (at and texts[0] in _AUX)
            and not _has_question_word((*texts[:at], *texts[at + 1 :]))
        ):
            return "time"
        if word in ("what", "which") and after and after[0] in _TIMES:
            return "time"
        if word == "where":
            return "place"
        if word in ("what", "which") and after and after[0] in _PLACES:
            return "place"
        if word == "how" and after[:1] == ("come",):
            return "reason"
        if word in ("what", "which") and set(after[:2]) & _PEOPLE:
            return "person"
        if word in ("name", "list", "names") and set(after) & {"everyone", "everybody", "candidates", "people"}:
            return "person"
        if word in ("what", "which"):
            return "anything"
    if texts and ("date" in texts[-2:] or texts[-1] in ("date", "year", "month")):
        return "time"
    return "anything"


def form_of(tokens: Sequence[Token], texts: Sequence[str], wanted: Wanted) -> Form:
    """Tell whether a question wants a yes or no: it opens with a verb, or ends in a tag ("…, right?")."""
    if not texts:
        return "open"
    if any(tuple(texts[-len(tag) :]) == tag for tag in _TAGS):
        return "check"
    if (
        len(texts) >= 2
        and texts[-2] in ("did", "does", "is", "was", "has", "do")
        and texts[-1] in ("not", "he", "she", "they", "it")
    ):
        return "check"
    if len(texts) >= 3 and texts[-3] in ("did", "does", "is", "was", "has") and texts[-2] == "not":
        return "check"
    if texts[:2] in (("was", "it"), ("is", "it"), ("were", "it")):
        return "check"
    starts = [0, *(at for at, token in enumerate(tokens) if token.breaks)]
    for start in starts:
        while start < len(texts) - 1 and texts[start] in _OPENING:
            start += 1
        if texts[start] in _AUX:
            return "check" if wanted == "anything" or not _has_question_word(texts[start + 1 :]) else "open"
    return "open"


def _has_question_word(texts: Sequence[str]) -> bool:
    return not QUESTION_WORDS.isdisjoint(texts)


def noun_asked(texts: Sequence[str], start: int) -> bool:
    """Tell whether what starts here is the noun of "which unions", "what three priorities"."""
    before = texts[max(0, start - 2) : start]
    if before and before[-1] in ("which", "what"):
        return True
    counted = len(before) == 2 and (before[1] in NUMBER_WORDS or before[1].isdigit() or before[1] in ("other", "of"))
    return counted and before[0] in ("which", "what")


def pronoun_of(texts: Sequence[str]) -> str | None:
    """Give the pronoun that stands for somebody: he or she before they and it."""
    meant = [_PRONOUNS[t] for t in texts if t in _PRONOUNS]
    return next((p for p in meant if p in ("he", "she")), meant[0] if meant else None)

"""How a whole question is put: RapidFuzz over phrasings in which names are masked as slots."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.answering.text import stem
from bot.answering.units import Reading
from knowledge import asking
from knowledge.model import Contest, Entity, Organization, Person, Place, Post

_SLOTS = ("PERSON", "ORG", "PLACE", "POST", "CONTEST", "PARTY", "TIME")
_ENOUGH = 70.0


@lru_cache(maxsize=1)
def phrasings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give every phrasing, written out, and beside it the property that it asks for."""
    texts: list[str] = []
    properties: list[str] = []
    for name, intent in asking.table("en/intents").items():
        for template in (*intent.get("phrasings", ()), *filter(None, [intent.get("question")])):
            for text in expand(re.sub(r"\{\w+\}", "PERSON", template)):
                texts.append(_normal(text))
                properties.append(name)
    return tuple(texts), tuple(properties)


def expand(template: str) -> Iterable[str]:
    """Write out a template's alternatives "(a|b)" and options "[c]"."""
    pieces = re.findall(r"\([^)]*\)|\[[^\]]*\]|[^()\[\]]+", template)
    choices = []
    for piece in pieces:
        if piece[0] == "(":
            choices.append(piece[1:-1].split("|"))
        elif piece[0] == "[":
            choices.append(["", *piece[1:-1].split("|")])
        else:
            choices.append([piece])
    return ("".join(combination) for combination in itertools.product(*choices))


def _normal(text: str) -> str:
    return " ".join(word if word in _SLOTS else stem(word.casefold()) for word in re.findall(r"[A-Za-z']+", text))


def masked(reading: Reading, entities: Mapping[str, Entity]) -> str:
    """Give the question with its names masked and its words stemmed."""
    slots = {
        u.start: (u.end, slot(entities[min(u.ids)])) for u in reading.units if u.kind == "entity" and u.end > u.start
    }
    out: list[str] = []
    at = 0
    while at < len(reading.tokens):
        if at in slots:
            end, name = slots[at]
            out.append(name)
            at = end
        else:
            out.append(stem(reading.tokens[at]))
            at += 1
    return " ".join(out)


def slot(entity: Entity) -> str:
    """Give the slot that an entity fills."""
    if isinstance(entity, Organization):
        return "PARTY" if entity.type == "party" else "ORG"
    kinds = {Person: "PERSON", Post: "POST", Contest: "CONTEST", Place: "PLACE"}
    return kinds.get(type(entity), "PERSON")


def property_scores(reading: Reading, entities: Mapping[str, Entity]) -> dict[str, float]:
    """Score each property by its best phrasing: 0 to 1, only those that are near."""
    texts, properties = phrasings()
    scores: dict[str, float] = {}
    question = masked(reading, entities)
    if len(question) > 200:
        return scores
    for _, score, at in process.extract(question, texts, scorer=fuzz.token_sort_ratio, score_cutoff=_ENOUGH, limit=8):
        name = properties[at]
        scores[name] = max(scores.get(name, 0.0), (score - _ENOUGH) / (100 - _ENOUGH))
    return scores

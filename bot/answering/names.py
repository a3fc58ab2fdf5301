"""Which words name which entities of a race: names, aliases, surnames, first names, descriptions, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.answering.text import words
from knowledge import asking
from knowledge.model import Organization, Person
from knowledge.snapshot import Snapshot

_LEADING = frozenset(["the", "a", "an", "his", "her", "their"])
_NUMBERED = re.compile(r"\b(local|council|district|ward|dc)\b(?: council)? (\d+)", re.IGNORECASE)
_CAMPAIGNS = ("campaign", "camp", "team", "spokesperson", "spokesman", "spokeswoman")
_COMMON_RANK = 3000
_MAX_SHARED = 4


@dataclass(frozen=True)
class Named:
    """What a run of words can mean.

    Attributes:
        ids: the entities it can mean.
        described: whether it only describes them ("the clerk") and does not name them.
    """

    ids: frozenset[str]
    described: bool = False


@dataclass
class NameIndex:
    """Names by their words; longer runs are looked up first.

    Attributes:
        parts: every word of a name.
        nameless: entities that the sources mention and do not name, which the facts call by a description.
    """

    by_words: dict[tuple[str, ...], Named] = field(default_factory=dict)
    longest: int = 1
    parts: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()

    def at(self, tokens: Sequence[str], start: int) -> tuple[int, Named] | None:
        """Find the longest name that starts here: how many words it takes, and what it can mean."""
        for length in range(min(self.longest, len(tokens) - start), 0, -1):
            named = self.by_words.get(tuple(tokens[start : start + length]))
            if named:
                return length, named
        return None


def name_index(snapshot: Snapshot) -> NameIndex:
    """Build the index of a race's names.

    Strongest first: full names and aliases, then surnames and first names, then single telling words of an
    organization's name, then descriptions. A weaker reading never shadows a stronger one.
    """
    strong: dict[tuple[str, ...], set[str]] = {}
    middle: dict[tuple[str, ...], set[str]] = {}
    weak: dict[tuple[str, ...], set[str]] = {}
    described: dict[tuple[str, ...], set[str]] = {}
    entities = list(snapshot.entities.values())
    for entity in entities:
        for name in (entity.name, *((entity.short,) if entity.short else ()), *entity.aliases):
            _add(strong, name, entity.id)
            _add(strong, name.replace("-", ""), entity.id)
            for pattern in _numbered(name):
                _add(middle, pattern, entity.id)
        for phrase in entity.descriptions:
            _add(described, phrase, entity.id)
        if isinstance(entity, Organization) and entity.works_for:
            person = snapshot.entities[entity.works_for].name
            for whose in (person, words(person)[0], words(person)[-1]):
                for noun in _CAMPAIGNS:
                    _add(middle, f"{whose} {noun}", entity.id)
        if isinstance(entity, Person):
            full = words(entity.name)
            _add(middle, full[-1], entity.id)
            if len(full) > 1:
                _add(middle, full[0], entity.id)
    for word, ids in _telling_words(e for e in entities if isinstance(e, Organization)).items():
        weak.setdefault((word,), set()).update(ids)
    by_words: dict[tuple[str, ...], Named] = {}
    for key, ids in described.items():
        by_words[key] = Named(frozenset(ids), described=True)
    for layer in (weak, middle, strong):
        for key, ids in layer.items():
            by_words[key] = Named(frozenset(ids))
    parts = frozenset(word for key in by_words for word in key)
    nameless = frozenset(e.id for e in entities if isinstance(e, Person | Organization) and _is_nameless(e))
    return NameIndex(by_words, max(map(len, by_words), default=1), parts, nameless)


def _is_nameless(entity: Person | Organization) -> bool:
    """Tell whether an entity goes by a description: "two companies", "Doe's business partner"."""
    if isinstance(entity, Organization) and entity.type in ("campaign", "party"):
        return False
    return entity.name[0].islower() or "'s " in entity.name or "\u2019s " in entity.name


def _add(layer: dict[tuple[str, ...], set[str]], name: str, entity_id: str) -> None:
    key = words(name)
    while key and key[0] in _LEADING:
        key = key[1:]
    if key:
        layer.setdefault(key, set()).add(entity_id)


def _numbered(name: str) -> Iterable[str]:
    for noun, number in _NUMBERED.findall(name):
        yield f"{noun} {number}"
        yield f"{noun} no {number}"
        if noun.casefold() == "council":
            yield f"dc {number}"
            yield f"local {number}"


def _telling_words(organizations: Iterable[Organization]) -> dict[str, set[str]]:
    """Give the words that only a few organizations bear and that are rare enough in English to tell them apart."""
    ranks = asking.common_words()
    generic = frozenset(asking.table("en/fillers")["generic_names"].split())
    bearers: dict[str, set[str]] = {}
    for organization in organizations:
        for word in words(organization.name):
            if len(word) > 3 and word not in generic and not word.isdigit() and ranks.get(word, 10**6) > _COMMON_RANK:
                bearers.setdefault(word, set()).add(organization.id)
    return {word: ids for word, ids in bearers.items() if len(ids) <= _MAX_SHARED}

"""The names of entities in running text: case, accents, plurals, possessives and titles make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from knowledge.model import Entity, Organization, Person

_TITLES = {
    "rep": "representative",
    "sen": "senator",
    "ald": "alderman",
    "aldermen": "alderman",
    "alderwoman": "alderman",
    "gov": "governor",
    "st": "saint",
    "congresswoman": "congressman",
    "congresspeople": "congressman",
    "congressmen": "congressman",
}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}", re.UNICODE)
_POSSESSIVE = re.compile(r"['\u2019]s?\b|['\u2019](?=\s|\Z)")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Give a text's words, folded so that "Sens." and "senator's" are one."""
    plain = _INITIALS.sub(lambda match: match.group().replace(".", "") + " ", text)
    plain = _POSSESSIVE.sub("", plain)
    plain = unicodedata.normalize("NFKD", plain.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_singular(word) for word in _WORD.findall(plain))


def spaced(text: str) -> str:
    """Give a text's words as one string in which a form can be looked up whole."""
    return f" {' '.join(words(text))} "


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _TITLES.get(word, word)


def full_forms(entity: Entity) -> set[str]:
    """Give the forms that mean this entity wherever they stand: its name and aliases."""
    forms = {_form(name) for name in (entity.name, *entity.aliases)}
    if isinstance(entity, Organization) and entity.type == "party" and entity.name.endswith(" Party"):
        forms.add(_form(entity.name.removesuffix(" Party")))
    return forms - {"  "}


def short_forms(entity: Entity) -> set[str]:
    """Give the forms that others may share: the short name, descriptions, a person's first and last name."""
    names = [*([entity.short] if entity.short else []), *entity.descriptions]
    if isinstance(entity, Person):
        parts = [part for part in entity.name.split() if part.strip(".").lower() not in _SUFFIXES]
        if len(parts) > 1:
            names += [parts[0], parts[-1]]
    return {_form(name) for name in names} - full_forms(entity) - {"  "}


def shared_forms(entities: Iterable[Entity]) -> set[str]:
    """Give the short forms that more than one entity goes by."""
    counts = Counter(form for entity in entities for form in short_forms(entity) | full_forms(entity))
    return {form for form, count in counts.items() if count > 1}


class Names:
    """The forms of all of a race's entities, prepared once.

    Attributes:
        full: the forms that mean an entity wherever they stand, by its id.
        short: the forms that others may share, by its id.
        shared: the forms that several do share.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        entities = tuple(entities)
        self.full = {entity.id: full_forms(entity) for entity in entities}
        self.short = {entity.id: short_forms(entity) for entity in entities}
        self.shared = shared_forms(entities)
        own = ((form, entity_id) for entity_id, forms in self.full.items() for form in forms - self.shared)
        self._longest_first = sorted(own, key=lambda pair: -len(pair[0]))

    def found_in(self, text: str) -> list[str]:
        """Give the entities that a text names by a form of theirs alone; the longest form at a place counts."""
        folded = spaced(text)
        found: list[str] = []
        for form, entity_id in self._longest_first:
            if form in folded:
                found.append(entity_id)
                folded = folded.replace(form, " | ")
        return found


@lru_cache(maxsize=8192)
def _form(name: str) -> str:
    return spaced(re.sub(r"\A(?:the|an?)\s+", "", name, flags=re.IGNORECASE))

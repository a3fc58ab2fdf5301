"""Who is meant by a description: "the congresswoman from …", "the alderman", "the Republican"."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.facts import FactIndex
from bot.answering.units import Reading
from knowledge.model import Organization, Person, Place, Post
from knowledge.snapshot import Snapshot

_MOST = 4
_JOINING = frozenset(["from", "of", "for", "in", "the", "who", "is", "a", "an", "guy", "one", "person", "candidate", "man", "woman", "lady"])


def resolved(reading: Reading, snapshot: Snapshot, index: FactIndex) -> Reading | None:
    """Put the described people in place of their description; None where nobody, or too many, are described."""
    entities = snapshot.entities
    if any(isinstance(entities[i], Person) for u in reading.units for i in u.ids):
        return None
    describing = [
        u for u in reading.units
        if u.ids and not u.ids <= index.backdrop and all(_describes(entities[i]) for i in u.ids)
    ]  # fmt: skip
    if not describing:
        return None
    first, last = describing[0].start, describing[-1].end
    between = reading.tokens[describing[0].end : describing[-1].start] if len(describing) > 1 else ()
    if any(t not in _JOINING for t in between):
        describing = describing[:1]
        last = describing[0].end
    people = [
        p.id for p in snapshot.facts.people
        if all(u.ids & index.profile[p.id].related or u.concepts & index.profile[p.id].terms for u in describing)
    ]  # fmt: skip
    if not 1 <= len(people) <= _MOST:
        return None
    unit = replace(describing[0], ids=frozenset(people), start=first, end=last, concepts=frozenset(), stems=(), described=True)
    units = tuple(unit if u is describing[0] else u for u in reading.units if u is describing[0] or u not in describing)
    return replace(reading, units=units)


def _describes(entity: object) -> bool:
    return isinstance(entity, Post | Place) or (isinstance(entity, Organization) and entity.type == "party")

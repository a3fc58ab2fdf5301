"""Ids: each is unique, and whatever points at one finds it, of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from knowledge.errors import Problem
from knowledge.model import Contest, Entity, Organization, Person, Place, Post, Source, Statement
from knowledge.nearby import did_you_mean
from knowledge.reading import Key, Reading

_KINDS: dict[type[Entity], str] = {
    Person: "person",
    Organization: "organization",
    Post: "post",
    Contest: "contest",
    Place: "place",
}
_ARTICLES = {"organization": "an organization"}

# Which kinds a field may point at; a field that is not listed may point at any entity.
_WANTED: dict[str, tuple[str, ...]] = {
    "part_of": ("organization",),
    "works_for": ("person",),
    "post": ("post",),
    "party": ("party",),
    "contest": ("contest",),
    "place": ("place",),
    "within": ("place",),
    "attribution": ("person", "organization"),
}
_POINTERS = ("part_of", "works_for", "post", "party", "within")


def kind_of(entity: Entity) -> str:
    """Name an entity's kind as properties.yaml does."""
    return _KINDS[type(entity)]


def link_problems(reading: Reading) -> list[Problem]:
    """Give every id that stands twice and every pointer that leads nowhere or to the wrong kind."""
    if reading.facts is None:
        return []
    return [*_twice(reading), *_dangling(reading), *_loops(reading)]


def _twice(reading: Reading) -> Iterator[Problem]:
    first: dict[str, Key] = {}
    for key, record in reading.records():
        if record.id in first:
            where = reading.places.where(first[record.id])
            yield reading.problem(key, f"the id {record.id!r} stands at {where} already; give this one another", "id")
        first.setdefault(record.id, key)


def _dangling(reading: Reading) -> Iterator[Problem]:
    assert reading.facts is not None
    entities = {entity.id: entity for _, entity in reading.entities()}
    for key, path, target, wanted in _pointers(reading):
        found = entities.get(target)
        if found is None:
            if problem := _unknown(reading, key, path, target, "entity", entities):
                yield problem
        elif wanted and not _fits(found, wanted):
            yield reading.problem(
                key,
                f"{target!r} is {_a(kind_of(found))}, and {path[-1]!r} needs {_either(wanted)}; name one of that kind",
                *path,
            )
    sources = {source.id for _, source in reading.sources()}
    for key, statement in reading.statements():
        for index, reference in enumerate(statement.references):
            if reference.source not in sources:
                path = ("references", index, "source")
                if problem := _unknown(reading, key, path, reference.source, "source", sources):
                    yield problem


def _unknown(
    reading: Reading, key: Key, path: tuple[str | int, ...], target: str, kind: str, known: dict[str, Entity] | set[str]
) -> Problem | None:
    if target in reading.broken or not reading.complete:
        return None
    mend = did_you_mean(target, known) or ("add it to sources.yaml" if kind == "source" else "add it to its file")
    return reading.problem(key, f"unknown {kind} {target!r}; {mend}", *path)


def _pointers(reading: Reading) -> Iterator[tuple[Key, tuple[str | int, ...], str, tuple[str, ...]]]:
    """Give every pointer at an entity: whose it is, where it stands, its target, the kinds it may point at."""
    assert reading.facts is not None
    yield ("race", 0), ("post",), reading.facts.race.post, _WANTED["post"]
    for key, entity in reading.entities():
        for field in _POINTERS:
            target = getattr(entity, field, None)
            if target is not None:
                yield key, (field,), target, _WANTED[field]
    for key, statement in reading.statements():
        yield key, ("subject",), statement.subject, ()
        for field in ("object", "about"):
            for index, target in enumerate(getattr(statement, field)):
                yield key, (field, index), target, ()
        for field in ("party", "contest", "place", "attribution"):
            target = getattr(statement.qualifiers, field)
            if target is not None:
                yield key, ("qualifiers", field), target, _WANTED[field]


def _fits(entity: Entity, wanted: tuple[str, ...]) -> bool:
    is_party = isinstance(entity, Organization) and entity.type == "party"
    return kind_of(entity) in wanted or ("party" in wanted and is_party)


def _loops(reading: Reading) -> Iterator[Problem]:
    """Find an organization or place that lies within itself."""
    up = {
        entity.id: getattr(entity, "part_of", None) or getattr(entity, "within", None)
        for _, entity in reading.entities()
    }
    for key, entity in reading.entities():
        seen = {entity.id}
        above = up[entity.id]
        while above is not None and above not in seen:
            seen.add(above)
            above = up.get(above)
        if above == entity.id:
            field = "part_of" if isinstance(entity, Organization) else "within"
            yield reading.problem(key, f"{entity.id!r} ends up within itself; mend {field!r}", field)


def used_ids(reading: Reading) -> set[str]:
    """Give the ids of all entities and sources that something points at."""
    pointers = {target for key, _, target, _ in _pointers(reading)}
    return pointers | set(chain.from_iterable(_sources(s) for _, s in reading.statements()))


def _sources(statement: Statement) -> Iterator[str]:
    return (reference.source for reference in statement.references)


def named(record: Source | Entity | Statement) -> str:
    """Name a record's kind for a message."""
    if isinstance(record, Source):
        return "source"
    return "statement" if isinstance(record, Statement) else kind_of(record)


def _a(kind: str) -> str:
    return _ARTICLES.get(kind, f"a {kind}")


def _either(wanted: tuple[str, ...]) -> str:
    return " or ".join(_a(kind) for kind in wanted)

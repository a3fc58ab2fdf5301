"""Who is meant by a description: "the congresswoman from …", "the alderman", "the one of that party"."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.facts import FactIndex
from bot.answering.units import Reading, Unit
from knowledge.model import Organization, Person, Place, Post
from knowledge.snapshot import Snapshot

_MOST = 4
_JOINING = frozenset(
    [
        "from",
        "of",
        "for",
        "in",
        "the",
        "who",
        "is",
        "a",
        "an",
        "guy",
        "one",
        "person",
        "candidate",
        "man",
        "woman",
        "lady",
    ]
)


def resolved(reading: Reading, snapshot: Snapshot, index: FactIndex) -> Reading | None:
    """Put the described people in place of their description; None where nobody, or too many, are described."""
    entities = snapshot.entities
    named = {i for u in reading.units for i in u.ids if isinstance(entities[i], Person)}
    describing = [
        u for u in reading.units
        if u.ids and not u.ids <= index.backdrop and all(_describes(entities[i]) for i in u.ids)
        and (not named or _is_pointed_at(u, reading.tokens))
    ]  # fmt: skip
    if not describing:
        return None
    out = reading
    for group in _groups(describing, reading.tokens):
        people = [
            p.id for p in snapshot.facts.people
            if all(u.ids & index.profile[p.id].related or u.concepts & index.profile[p.id].terms for u in group)
        ]  # fmt: skip
        if not 1 <= len(people) <= _MOST or named & set(people):
            continue
        meant = replace(
            group[0], ids=frozenset(people), end=group[-1].end, concepts=frozenset(), stems=(), described=True
        )
        out = replace(
            out, units=tuple(meant if u is group[0] else u for u in out.units if u is group[0] or u not in group)
        )
    return out if out is not reading else None


def _is_pointed_at(unit: Unit, tokens: tuple[str, ...]) -> bool:
    """Tell whether a description stands for somebody beside those named: "which senator", "the alderman"."""
    return 0 < unit.start <= len(tokens) and tokens[unit.start - 1] in ("which", "what", "the", "that")


def with_duty(reading: Reading, snapshot: Snapshot) -> Reading:
    """Read "what does the (post) do" as asking for the post's duties, where nothing else is asked."""
    posts = [u for u in reading.units if u.ids and all(isinstance(snapshot.entities[i], Post) for i in u.ids)]
    others = [u for u in reading.units if u.hard and u not in posts and not _is_audience(u)]
    if len(posts) != 1 or others or "what" not in reading.tokens or not {"do", "does", "for"} & set(reading.tokens):
        return reading
    kept = tuple(u for u in reading.units if u in posts)
    return replace(reading, units=(*kept, Unit("does", "topic", 0, 0, concepts=frozenset({"duty"}))))


def with_home(reading: Reading, snapshot: Snapshot) -> Reading:
    """Read "is X from (place)" as asking for X's home, where nothing else is asked."""
    places = [u for u in reading.units if u.ids and all(isinstance(snapshot.entities[i], Place) for i in u.ids)]
    from_there = [u for u in places if u.start and reading.tokens[u.start - 1] == "from"]
    several = any(len(u.ids) > 1 for u in reading.units)
    if reading.form != "check" or not from_there or several or any(u.hard and not u.ids for u in reading.units):
        return reading
    return replace(reading, units=(*reading.units, Unit("from", "topic", 0, 0, concepts=frozenset({"home"}))))


def _is_audience(unit: Unit) -> bool:
    """Tell whether a unit only says for whom an office does what it does."""
    return unit.kind == "word" or bool(unit.concepts & {"working-families", "members", "duty"})


def untitled(reading: Reading, snapshot: Snapshot, index: FactIndex) -> Reading:
    """Drop a title or a possessor right before the one it belongs to: "Senator X", "X's husband"."""
    units = list(reading.units)
    for first, second in zip(reading.units, reading.units[1:], strict=False):
        if not first.ids or not second.ids or first.end != second.start or len(second.ids) > 1:
            continue
        meant = next(iter(second.ids))
        if not isinstance(snapshot.entities[meant], Person | Organization):
            continue
        title = not isinstance(snapshot.entities[min(first.ids)], Person | Organization)
        related = index.profile[meant].related | index.profile[meant].kin
        if (title or second.described or len(first.ids) == 1) and first.ids & related:
            units.remove(first)
    return replace(reading, units=tuple(units)) if len(units) < len(reading.units) else reading


def _groups(units: list[Unit], tokens: tuple[str, ...]) -> list[list[Unit]]:
    """Put together the units that describe one person ("the congresswoman from …")."""
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and all(t in _JOINING for t in tokens[groups[-1][-1].end : unit.start]):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _describes(entity: object) -> bool:
    return isinstance(entity, Post | Place) or (isinstance(entity, Organization) and entity.type == "party")

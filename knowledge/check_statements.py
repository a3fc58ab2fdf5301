"""Statements: their property permits what they say, their dates are possible, and they replace each other in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge import edtf
from knowledge.check_links import kind_of
from knowledge.errors import Problem
from knowledge.model import Statement
from knowledge.nearby import did_you_mean
from knowledge.properties import Property, properties
from knowledge.reading import Key, Reading

_VALUES = ("object", "amount", "date", "value", "novalue", "somevalue")


def statement_problems(reading: Reading) -> list[Problem]:
    """Give everything wrong in what single statements say and in how they replace each other."""
    if reading.facts is None:
        return []
    return [*_properties(reading), *_dates(reading), *_supersession(reading), *_rivals(reading), *_citations(reading)]


def _properties(reading: Reading) -> Iterator[Problem]:
    kinds = {entity.id: kind_of(entity) for _, entity in reading.entities()}
    known = properties()
    for key, statement in reading.statements():
        wanted = known.get(statement.property)
        if wanted is None:
            mend = did_you_mean(statement.property, known) or "choose one of knowledge/asking/properties.yaml"
            yield reading.problem(key, f"unknown property {statement.property!r}; {mend}", "property")
            continue
        yield from _value(reading, key, statement, wanted)
        yield from _kind(reading, key, kinds.get(statement.subject), wanted.subject, wanted, "subject")
        for index, target in enumerate(statement.object):
            yield from _kind(reading, key, kinds.get(target), wanted.object, wanted, "object", index)


def _value(reading: Reading, key: Key, statement: Statement, wanted: Property) -> Iterator[Problem]:
    given = next(field for field in _VALUES if getattr(statement, field) not in (None, False, ()))
    needed = "none" if given == "novalue" else given
    if given != "somevalue" and needed not in wanted.value:
        allowed = " or ".join("novalue" if value == "none" else value for value in wanted.value)
        message = f"the property {wanted.id!r} does not take {given!r}; give {allowed}"
        yield reading.problem(key, message, given)


def _kind(
    reading: Reading, key: Key, kind: str | None, allowed: tuple[str, ...], wanted: Property, *path: str | int
) -> Iterator[Problem]:
    if kind is not None and allowed and kind not in allowed:
        message = f"the {path[0]} of {wanted.id!r} must be {' or '.join(allowed)}, and this is {kind}; name another"
        yield reading.problem(key, message, *path)


def _dates(reading: Reading) -> Iterator[Problem]:
    assert reading.facts is not None
    horizon = edtf.parse(reading.facts.race.horizon)
    for key, statement in reading.statements():
        q = statement.qualifiers
        if q.since and q.until and edtf.parse(q.since).first > edtf.parse(q.until).last:
            message = f"since {q.since} lies after until {q.until}; mend one of them"
            yield reading.problem(key, message, "qualifiers", "since")
        if q.as_of and edtf.parse(q.as_of).first > horizon.last:
            message = f"as_of {q.as_of} lies after the race's horizon {horizon.text}; mend one of them"
            yield reading.problem(key, message, "qualifiers", "as_of")
    yield from _horizon(reading, horizon)


def _horizon(reading: Reading, horizon: edtf.Edtf) -> Iterator[Problem]:
    last_days = {key: edtf.parse(s.published).last for key, s in reading.sources() if s.published}
    for key, day in last_days.items():
        if day > horizon.last:
            message = f"published after the race's horizon {horizon.text}; set the horizon to {day} or mend this date"
            yield reading.problem(key, message, "published")
    if last_days and reading.complete and max(last_days.values()) < horizon.last:
        message = f"the horizon is not the newest source's last day; set it to {max(last_days.values())}"
        yield reading.problem(("race", 0), message, "horizon")


def _supersession(reading: Reading) -> Iterator[Problem]:
    by_id = {statement.id: (key, statement) for key, statement in reading.statements()}
    replaced = {statement.supersedes for _, statement in reading.statements()}
    for key, newer in reading.statements():
        if newer.supersedes is None:
            continue
        if newer.supersedes == newer.id:
            yield reading.problem(key, "the statement supersedes itself; name the older one", "supersedes")
        elif newer.supersedes not in by_id:
            if newer.supersedes not in reading.broken and reading.complete:
                mend = did_you_mean(newer.supersedes, by_id) or "name the older one's id"
                yield reading.problem(key, f"unknown statement {newer.supersedes!r}; {mend}", "supersedes")
        elif _circular(newer, by_id):
            yield reading.problem(key, "the statements supersede each other in a circle; mend one", "supersedes")
        else:
            yield from _succession(reading, key, newer, by_id[newer.supersedes], newer.id in replaced)


def _succession(
    reading: Reading, key: Key, newer: Statement, at: tuple[Key, Statement], replaced: bool
) -> Iterator[Problem]:
    older_key, older = at
    if (newer.subject, newer.property) != (older.subject, older.property):
        message = f"{older.id!r} has another subject or property; only a statement of the same kind can be superseded"
        yield reading.problem(key, message, "supersedes")
    if newer.rank == "normal" and not replaced:
        yield reading.problem(key, f"the statement supersedes {older.id!r}; give it 'rank: preferred'", "supersedes")
    if older.rank == "preferred":
        message = f"{newer.id!r} supersedes this statement; leave out 'rank: preferred' here"
        yield reading.problem(older_key, message, "rank")
    if newer.as_of and older.as_of and edtf.parse(newer.as_of).last < edtf.parse(older.as_of).first:
        message = f"as_of {newer.as_of} lies before {older.as_of} of {older.id!r}, which it supersedes; mend one"
        yield reading.problem(key, message, "qualifiers", "as_of")


def _circular(start: Statement, by_id: dict[str, tuple[Key, Statement]]) -> bool:
    seen: set[str] = set()
    current = start.supersedes
    while current in by_id and current not in seen:
        if current == start.id:
            return True
        seen.add(current)
        current = by_id[current][1].supersedes
    return False


def _rivals(reading: Reading) -> Iterator[Problem]:
    """Find two current statements of a property that has one true value at a time."""
    known = properties()
    groups: dict[tuple[object, ...], list[tuple[Key, Statement]]] = defaultdict(list)
    for key, s in reading.statements():
        wanted = known.get(s.property)
        if wanted and wanted.single and not s.hidden and s.rank != "deprecated" and not s.qualifiers.until:
            value = (s.qualifiers.contest, s.qualifiers.party, s.qualifiers.place, s.qualifiers.since)
            groups[(s.subject, s.property, value)].append((key, s))
    for group in groups.values():
        preferred = [item for item in group if item[1].rank == "preferred"]
        rivals = preferred or group
        for key, s in rivals[1:]:
            first = rivals[0][1]
            if (s.object, s.date, s.value) != (first.object, first.date, first.value):
                message = f"{first.id!r} gives another {s.property!r}, and there is one at a time; rank or date them"
                yield reading.problem(key, message, "property")


def _citations(reading: Reading) -> Iterator[Problem]:
    for key, statement in reading.statements():
        seen: set[tuple[str, int]] = set()
        for index, reference in enumerate(statement.references):
            for place, paragraph in enumerate(reference.paragraphs):
                if (reference.source, paragraph) in seen:
                    message = f"paragraph {paragraph} of {reference.source!r} is cited twice; keep one"
                    yield reading.problem(key, message, "references", index, "paragraphs", place)
                seen.add((reference.source, paragraph))

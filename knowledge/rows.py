"""Plain models to rows and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlmodel import Session, select

from knowledge.model import Contest, Entity, Organization, Person, Place, Post, Qualifiers, RaceFacts
from knowledge.tables import EntityRow, RaceRow, ReferenceRow, Revision, SourceRow, StatementRow, Table

KINDS: Final[Mapping[str, tuple[str, type[Entity]]]] = {
    "person": ("people", Person),
    "organization": ("organizations", Organization),
    "post": ("posts", Post),
    "contest": ("contests", Contest),
    "place": ("places", Place),
}
Record = dict[str, Any]
Row = TypeVar("Row", SourceRow, EntityRow, StatementRow, ReferenceRow)


def rows_of(facts: RaceFacts, revision_id: int) -> list[tuple[type[Table], list[Record]]]:
    """Give the rows of checked facts by their table, in an order in which they can be inserted."""
    data = facts.model_dump(mode="json")
    race = {name: value for name, value in data["race"].items() if name != "id"}
    entities = [{"kind": kind, **entity} for kind, (group, _) in KINDS.items() for entity in data[group]]
    references = [
        {"statement_id": statement["id"], "position": position, **reference}
        for statement in data["statements"]
        for position, reference in enumerate(statement.pop("references"))
    ]
    statements = [{**statement.pop("qualifiers"), **statement} for statement in data["statements"]]
    by_table: list[tuple[type[Table], Iterable[Record]]] = [
        (RaceRow, [race]),
        (SourceRow, _placed(data["sources"])),
        (EntityRow, _placed(entities)),
        (StatementRow, _placed(statements)),
        (ReferenceRow, references),
    ]
    return [(table, [_whole(table, revision_id, row) for row in rows]) for table, rows in by_table]


def facts_of(session: Session, revision: Revision) -> RaceFacts:
    """Read a revision's rows and validate them as plain models.

    Raises:
        pydantic.ValidationError: the rows are not what `rows_of` wrote.
    """
    id_ = revision.id
    race = session.exec(select(RaceRow).where(RaceRow.revision_id == id_)).one()
    sources = session.exec(select(SourceRow).where(SourceRow.revision_id == id_))
    entities = session.exec(select(EntityRow).where(EntityRow.revision_id == id_)).all()
    statements = session.exec(select(StatementRow).where(StatementRow.revision_id == id_))
    references: dict[str, list[ReferenceRow]] = {}
    for reference in session.exec(select(ReferenceRow).where(ReferenceRow.revision_id == id_)):
        references.setdefault(reference.statement_id, []).append(reference)
    data: Record = {
        "race": {"id": revision.race_id, **_record(race, "revision_id")},
        "sources": [_record(row, "revision_id", "position") for row in _in_order(sources)],
        "statements": [_statement(row, references.get(row.id, [])) for row in _in_order(statements)],
    }
    for kind, (group, model) in KINDS.items():
        own = _in_order(row for row in entities if row.kind == kind)
        data[group] = [{name: getattr(row, name) for name in model.model_fields} for row in own]
    # From JSON, strict models take lists for tuples and text for numbers that must be exact.
    return RaceFacts.model_validate_json(json.dumps(data))


def _statement(row: StatementRow, references: list[ReferenceRow]) -> Record:
    record = _record(row, "revision_id", "position")
    qualifiers = {name: record.pop(name) for name in Qualifiers.model_fields}
    cited = [_record(reference, "revision_id", "statement_id", "position") for reference in _in_order(references)]
    return {**record, "qualifiers": qualifiers, "references": cited}


def _placed(records: Iterable[Record]) -> Iterable[Record]:
    return ({"position": position, **record} for position, record in enumerate(records))


def _whole(table: type[Table], revision_id: int, record: Record) -> Record:
    return {**dict.fromkeys(table.model_fields), "revision_id": revision_id, **record}


def _record(row: Table, *without: str) -> Record:
    return {name: getattr(row, name) for name in type(row).model_fields if name not in without}


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.position)

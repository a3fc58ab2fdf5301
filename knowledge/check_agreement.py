"""A statement's sentence and its fields say the same: whom the one names, the other lists."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge import edtf
from knowledge.errors import Problem
from knowledge.model import Entity, Organization, Person, Statement
from knowledge.names import Names, spaced
from knowledge.quantities import Day, mentions
from knowledge.reading import Key, Reading


def agreement_problems(reading: Reading) -> list[Problem]:
    """Give every person, body, amount or date that only the sentence or only the fields hold.

    Posts, places and parties are often part of a description, and papers part of "says who": they are left out.
    """
    entities = {entity.id: entity for _, entity in reading.entities() if _counts(entity)}
    names = Names(entity for _, entity in reading.entities())
    problems: list[Problem] = []
    for key, statement in reading.statements():
        problems += _unlisted(reading, key, statement, entities, names)
        problems += _unsaid(reading, key, statement, entities, names)
        problems += _amount(reading, key, statement)
        problems += _date(reading, key, statement)
    return problems


def _counts(entity: Entity) -> bool:
    if isinstance(entity, Organization):
        return entity.type not in ("party", "newspaper")
    return isinstance(entity, Person)


def _unlisted(
    reading: Reading, key: Key, statement: Statement, entities: dict[str, Entity], names: Names
) -> Iterator[Problem]:
    listed = statement.entity_ids()
    for entity_id in names.found_in(statement.text):
        if entity_id in entities and entity_id not in listed:
            message = f"the text names {entities[entity_id].name!r} and no field does; add {entity_id!r} to 'about'"
            yield reading.problem(key, message, "text")


def _unsaid(
    reading: Reading, key: Key, statement: Statement, entities: dict[str, Entity], names: Names
) -> Iterator[Problem]:
    said = spaced(statement.text)
    fields: list[tuple[str, tuple[str | int, ...]]] = [(statement.subject, ("subject",))]
    fields += [(target, ("object", index)) for index, target in enumerate(statement.object)]
    for entity_id, path in fields:
        if entity_id in entities and not any(f in said for f in names.full[entity_id] | names.short[entity_id]):
            message = f"the text does not name {entities[entity_id].name!r}; name it there or mend this field"
            yield reading.problem(key, message, *path)


def _amount(reading: Reading, key: Key, statement: Statement) -> Iterator[Problem]:
    amounts = {mention.number for mention in mentions(statement.text)}
    if statement.amount is not None and not any(number == statement.amount for number in amounts):
        message = f"the text does not give the amount {statement.amount:,f}; mend one of them"
        yield reading.problem(key, message, "amount")


def _date(reading: Reading, key: Key, statement: Statement) -> Iterator[Problem]:
    """Give the day or month that the sentence knows and as_of does not.

    A date that another field holds, and one to come, says something else than when the statement was true.
    """
    q = statement.qualifiers
    if not q.as_of or "/" in q.as_of or statement.derived or reading.facts is None:
        return
    elsewhere = [date for date in (statement.date, q.since, q.until) if date]
    for mention in mentions(statement.text):
        said = _edtf(mention.day)
        if (
            said.startswith(f"{q.as_of}-")
            and not any(date.startswith(said) for date in elsewhere)
            and edtf.parse(said).first <= edtf.parse(reading.facts.race.horizon).last
        ):
            message = f"the text says {mention.surface} and as_of only {q.as_of}; make as_of {said!r}"
            yield reading.problem(key, f"{message}, or say under 'derived' why not", "qualifiers", "as_of")
            return


def _edtf(day: Day) -> str:
    """Write a date that a text gives as EDTF, as far as it is whole from the year on."""
    year, month, number = day
    parts = [f"{year:04}" if year else "", f"{month:02}" if month else "", f"{number:02}" if number else ""]
    return "-".join(part for part in parts if part) if year else ""

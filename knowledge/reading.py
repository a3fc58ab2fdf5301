"""What reading a race's files gave: its records, and where in the files everything stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.errors import Problem
from knowledge.model import Entity, Plain, RaceFacts, Source, Statement
from knowledge.yamltext import Path, Where

Key = tuple[str, int]
Marks = Mapping[Path, tuple[Where, Where]]
ENTITIES = ("people", "organizations", "posts", "contests", "places")


@dataclass
class Places:
    """The places of a race's records.

    A record is known by the name of its collection in `RaceFacts` and its index there; the race is ("race", 0).
    Facts that came from no file have no places: their problems name the collection, line 1.
    """

    records: dict[Key, tuple[str, Path, Marks]] = field(default_factory=dict)

    def add(self, collection: str, index: int, file: str, start: Path, marks: Marks) -> None:
        """Note where a record stands: its file, its path in the file and the file's marks."""
        self.records[(collection, index)] = (file, start, marks)

    def where(self, record: Key) -> str:
        """Name file and line of a record, for use inside another record's problem."""
        found = self.problem(record, "")
        return f"{found.file}:{found.line}"

    def problem(self, record: Key, message: str, *path: str | int) -> Problem:
        """Make a problem of the record, at the value that the path leads to or the nearest thing around it."""
        known = self.records.get(record)
        if known is None:
            return Problem(record[0], 1, 1, message)
        file, start, marks = known
        return Problem(file, *nearest(marks, (*start, *path)), message)


@dataclass
class Reading:
    """What reading a race's files gave.

    Attributes:
        facts: every record that holds up by itself; None where race.yaml does not.
        places: where each of them stands.
        problems: everything wrong in single files and records.
        broken: ids of records that did not hold up; other records may still point at them.
        complete: whether every file could be read; if not, an id that is missing may stand in one of the rest.
    """

    facts: RaceFacts | None = None
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    complete: bool = True

    def record(self, key: Key) -> Plain:
        """Give a record by its key."""
        found: Plain = self.facts.race if key[0] == "race" and self.facts else getattr(self.facts, key[0])[key[1]]
        return found

    def sources(self) -> Iterator[tuple[Key, Source]]:
        """Give every source with its key."""
        for index, source in enumerate(self.facts.sources if self.facts else ()):
            yield ("sources", index), source

    def entities(self) -> Iterator[tuple[Key, Entity]]:
        """Give every entity with its key."""
        for collection in ENTITIES if self.facts else ():
            for index, entity in enumerate(getattr(self.facts, collection)):
                yield (collection, index), entity

    def statements(self) -> Iterator[tuple[Key, Statement]]:
        """Give every statement with its key."""
        for index, statement in enumerate(self.facts.statements if self.facts else ()):
            yield ("statements", index), statement

    def records(self) -> Iterator[tuple[Key, Source | Entity | Statement]]:
        """Give every record but the race with its key, in the order they are read."""
        yield from self.sources()
        yield from self.entities()
        yield from self.statements()

    def problem(self, record: Key, message: str, *path: str | int) -> Problem:
        """Make a problem of the record, at the value that the path leads to or the nearest thing around it."""
        return self.places.problem(record, message, *path)


def nearest(marks: Marks, path: Path, *, key: bool = False) -> Where:
    """Give line and column of a path, or of what it would stand in."""
    while path and path not in marks:
        path = path[:-1]
        key = False
    if path not in marks:
        return (1, 1)
    return marks[path][0 if key else 1]

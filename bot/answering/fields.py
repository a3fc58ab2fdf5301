"""Questions about who is running: by party, at a time, how many, and what changed."""

from __future__ import annotations

from bot.answering import compose
from bot.answering.facts import FactIndex
from bot.answering.timing import Scope, months_of
from bot.answering.types import Answer
from bot.answering.units import Reading
from knowledge import edtf
from knowledge.model import Contest, Organization, Person, Statement
from knowledge.snapshot import Snapshot


class Fields:
    """The fields of candidates that the sources list, by contest and time."""

    def __init__(self, snapshot: Snapshot, index: FactIndex) -> None:
        self.snapshot = snapshot
        self._backdrop = index.backdrop
        self.all = [f.statement for f in index.facts if f.statement.property == "field"]
        self.all.sort(key=lambda s: edtf.parse(s.as_of).last if s.as_of else edtf.parse("0001").last)
        self.changes = [f.statement for f in index.facts if f.statement.property == "field-change"]

    def reply(self, reading: Reading, scope: Scope | None) -> Answer | None:
        """Answer from the fields; None where the question names somebody outside them or no field fits."""
        units = [u for u in reading.units if u.ids and not u.ids <= self._backdrop]
        parties: set[str] = set()
        people: set[str] = set()
        for unit in units:
            for entity_id in unit.ids:
                entity = self.snapshot.entities[entity_id]
                if isinstance(entity, Organization) and entity.type == "party":
                    parties.add(entity_id)
                elif isinstance(entity, Contest) and entity.main:
                    if entity.party and len(unit.ids) == 1:
                        parties.add(entity.party)
                elif isinstance(entity, Person) and len(unit.ids) == 1 and self._ran(entity_id):
                    people.add(entity_id)
                else:
                    return None
        asked = {c for u in reading.units for c in u.concepts}
        if people:
            if ("against" not in reading.tokens and not asked & {"run"}) or len(people) > 1:
                return None
            parties = {s.qualifiers.party for s in self.all if people & set(s.object) and s.qualifiers.party}
        fitting = [s for s in self.all if not parties or s.qualifiers.party in parties]
        if "change" in asked or "compare" in reading.details:
            return self._then_and_now(fitting, months_of(reading)) or self._changes(parties)
        if scope is not None:
            fitting = [s for s in fitting if scope.holds(s)]
            newest = fitting
        else:
            newest = [s for s in fitting if s.rank == "preferred"] or fitting[-1:]
        if people:
            newest = [s for s in newest if people & set(s.object)]
        latest: dict[tuple[str, str | None], Statement] = {}
        for statement in newest:
            latest[statement.subject, statement.qualifiers.party] = statement
        if not latest:
            return None
        return compose.sentences(self.snapshot, list(latest.values()), limit=700)

    def _ran(self, entity_id: str) -> bool:
        return any(entity_id in s.object for s in self.all)

    def _then_and_now(self, fields: list[Statement], months: list[Scope]) -> Answer | None:
        """Set the fields of two times side by side, the earlier first."""
        if len(months) < 2:
            return None
        chosen = [s for month in months for s in fields if month.holds(s)]
        return compose.sentences(self.snapshot, chosen, limit=700) if len(chosen) >= 2 else None

    def _changes(self, parties: set[str]) -> Answer | None:
        changes = [s for s in self.changes if not parties or s.qualifiers.party in parties]
        changes.sort(key=lambda s: s.as_of or "", reverse=True)
        return compose.sentences(self.snapshot, changes, limit=700) if changes else None

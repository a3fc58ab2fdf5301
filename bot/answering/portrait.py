"""Who somebody is: the answer to a bare name."""

from __future__ import annotations

from bot.answering import compose
from bot.answering.facts import FactIndex
from bot.answering.say import listed
from bot.answering.types import Answer
from bot.answering.units import Reading
from knowledge.model import Person, Statement
from knowledge.snapshot import Snapshot

_ORDER = ("candidacy", "other-candidacy", "holds-post", "occupation", "leads", "background", "spouse", "description",
          "membership", "endorsement", "duty", "election-date", "relation", "home-town")  # fmt: skip
_ASKING = frozenset(["who", "person", "kind", "involve", "know", "all", "now", "campaign"])


class Portraits:
    """Short portraits of everyone and everything that the facts name."""

    def __init__(self, snapshot: Snapshot, index: FactIndex) -> None:
        self.snapshot = snapshot
        self._index = index

    def reply(self, reading: Reading) -> Answer | None:
        """Answer "who is X" or a bare "X"; None where the question asks for more than that."""
        entities = [u for u in reading.units if u.ids]
        if len(entities) != 1 or entities[0].ids <= self._index.backdrop:
            return None
        if any(u.hard and not u.ids and not u.concepts & {"who"} for u in reading.units):
            return None
        unit = entities[0]
        if reading.wanted not in ("anything", "person") or reading.form == "check":
            return None
        if any(u.concepts and not u.concepts & _ASKING for u in reading.units if not u.ids and u.kind != "detail"):
            return None
        if any(u.kind == "number" for u in reading.units):
            return None
        if len(unit.ids) > 1:
            people = sorted(unit.ids)
            if not all(isinstance(self.snapshot.entities[i], Person) for i in people) or len(people) > 4:
                return None
            names = listed([self.snapshot.entities[i].name for i in people], "or")
            said = [s for i in people for s in self._statements(i)[:1]]
            suggestions = [f"Who is {self.snapshot.entities[i].name}?" for i in people]
            return compose.answer(self.snapshot, f"Which do you mean: {names}?", said, None, "clarify", suggestions)
        entity_id = next(iter(unit.ids))
        found = self._statements(entity_id)
        if not found:
            return None
        return compose.sentences(self.snapshot, found[:2])

    def _statements(self, entity_id: str) -> list[Statement]:
        about = [self._index.facts[at].statement for at in self._index.by_entity.get(entity_id, ())]
        own = [s for s in about if s.subject == entity_id and s.property in _ORDER]
        own.sort(key=lambda s: _ORDER.index(s.property))
        return own or [s for s in about if entity_id in s.entity_ids()]

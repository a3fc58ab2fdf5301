"""Which of the facts that account for a question equally well answers it most directly."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answering.asked import noun_asked
from bot.answering.facts import Fact, cues
from bot.answering.units import Reading
from knowledge.model import Entity, Person

SPEAKING = frozenset(["said", "pledge", "allegation"])
# how much each sign of a direct answer is worth, beside a coverage of 0 to 1
_PHRASING, _CUE, _NOUN, _BEGUN = 0.25, 0.15, 0.12, 0.12
_SUBJECT, _OBJECT, _PREFERRED, _SUPERSEDED = 0.06, 0.04, 0.05, -0.15
_NO_CANDIDATE = -0.2
_CANDIDATES = frozenset(["candidate", "candidates", "nominee", "contender", "contenders", "hopeful", "hopefuls"])
_PERSON, _SPEAKER, _SPEAKS_FOR = 0.04, 0.12, 0.08


class Rank:
    """The signs that a question gives, worked out once and then held against fact after fact."""

    def __init__(
        self, reading: Reading, intents: Mapping[str, float], entities: Mapping[str, Entity], candidates: frozenset[str]
    ) -> None:
        named = [u for u in reading.units if u.ids]
        every = [u for u in reading.units if u.kind == "topic"]
        topics = [u for u in every if u.hard] or every
        asked = next((u for u in topics if u.stems and noun_asked(reading.tokens, u.start)), None)
        self._intents = intents
        self._entities = entities
        self._named = frozenset(i for u in named for i in u.ids)
        self._topics = frozenset(c for u in topics for c in u.concepts)
        self._asked = asked.stems if asked else ()
        self._wants_time = reading.wanted == "time"
        self._wants_person = reading.wanted == "person"
        self._wants_older = "before" in reading.details
        people = any(isinstance(entities[i], Person) for i in self._named)
        self._candidates = candidates if not people and _CANDIDATES & set(reading.tokens) else None
        self._speaker = named[0].ids if len(named) > 1 else frozenset()

    def bonus(self, fact: Fact) -> float:
        """Give what a fact gains, or loses, beside its coverage of the question."""
        statement = fact.statement
        bonus = _PHRASING * self._intents.get(statement.property, 0.0)
        if self._topics & cues().get(statement.property, frozenset()):
            bonus += _CUE
        if statement.subject in self._named:
            bonus += _SUBJECT
        elif not self._named.isdisjoint(statement.object):
            bonus += _OBJECT
        if statement.rank == "preferred":
            bonus += _PREFERRED
        if fact.superseded and not self._wants_older:
            bonus += _SUPERSEDED
        if self._candidates is not None and self._candidates.isdisjoint(fact.direct | fact.mentioned):
            bonus += _NO_CANDIDATE
        if self._asked and fact.stems.issuperset(self._asked):
            bonus += _NOUN
        if self._wants_time and (statement.date or statement.qualifiers.since):
            bonus += _BEGUN
        if self._wants_person and any(self._is_news(i) for i in statement.object):
            bonus += _PERSON
        if self._speaker and statement.property in SPEAKING and self._speaker & fact.speakers:
            own = {statement.subject, statement.qualifiers.attribution}
            bonus += _SPEAKER if self._speaker & own else _SPEAKS_FOR
        return bonus

    def _is_news(self, entity_id: str) -> bool:
        return entity_id not in self._named and isinstance(self._entities.get(entity_id), Person)

"""How well each fact accounts for a question: which units it covers, and which it leaves over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.facts import Fact, FactIndex, cues
from bot.answering.rank import SPEAKING, Rank
from bot.answering.timing import Scope
from bot.answering.units import Reading, Unit, Wanted
from knowledge.model import Contest, Entity, Organization, Person, Place

_NO_REASONS = frozenset(["field-change", "pledge"])
_ABOUT = frozenset(["about", "on", "of", "for", "regarding", "toward", "towards"])
_WHY_OF = frozenset(["endorse"])
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_COVERED = 0.5
_BY_RELATION, _BY_MENTION, _BY_WORD, _BY_CONCEPT = 0.7, 0.9, 0.85, 0.88


@dataclass(frozen=True)
class Match:
    """A fact held against a question.

    Attributes:
        score: 0 to about 1.5; how much of the question it accounts for, and how directly.
        left: hard units that it leaves over.
        given: whether it gives the kind of answer that is wanted.
    """

    fact: Fact
    score: float
    left: tuple[Unit, ...]
    given: bool

    @property
    def accepted(self) -> bool:
        """Tell whether the fact answers the question: nothing is left over, and it gives what is wanted."""
        return self.given and not self.left


def matches(
    reading: Reading, index: FactIndex, entities: Mapping[str, Entity], intents: Mapping[str, float],
    only: frozenset[str] | None = None, scope: Scope | None = None,
) -> list[Match]:  # fmt: skip
    """Hold a question against the facts it could be about, best first.

    Args:
        only: consider facts of these properties alone.
        scope: the time that the question asks about.
    """
    units = reading.units
    total = sum(unit.weight for unit in units) or 1.0
    backdrop = index.backdrop
    loose = _loose(units, entities, backdrop)
    speaker = _speaker(reading)
    contests = [u for u in units if u.ids and not u.described and all(isinstance(entities[i], Contest) for i in u.ids)]
    whole = [(u, any(u is c for c in contests), any(u is x for x in loose)) for u in units]
    rank = Rank(reading, intents, entities, index.candidates)
    found: list[Match] = []
    for at in _candidates(units, index):
        fact = index.facts[at]
        if only is not None and fact.statement.property not in only:
            continue
        if scope is not None and not scope.holds(fact.statement):
            continue
        score = 0.0
        left: list[Unit] = []
        for unit, is_contest, is_loose in whole:
            covered = cover(unit, fact, backdrop)
            if is_contest and not unit.ids & fact.direct:
                # another contest's facts do not answer for the one that is named
                covered = 0.0
            apart = is_loose and not unit.ids & (fact.direct | fact.mentioned)
            if apart and (covered == _BY_RELATION or reading.wanted in ("time", "duration", "count")):
                # a post or party named apart from the person is what is asked, not who is meant
                covered = 0.0
            if unit is speaker and fact.statement.property in SPEAKING and not unit.ids & fact.speakers:
                covered = 0.0
            score += unit.weight * covered
            soft = reading.wanted == "reason" and unit.concepts & _WHY_OF
            if unit.hard and covered < _COVERED and not soft and not (unit.ids and unit.ids <= backdrop):
                left.append(unit)
        score = score / total + rank.bonus(fact)
        found.append(Match(fact, score, tuple(left), gives(reading, fact, reading.wanted, entities)))
    found.sort(key=lambda m: (len(m.left), not m.given, -m.score, -m.fact.newest, m.fact.id))
    return found


def _speaker(reading: Reading) -> Unit | None:
    """Give the unit that names who is supposed to have said something about somebody else."""
    named = [u for u in reading.units if u.ids]
    if len(named) < 2 or "by" in reading.tokens or not any("said" in u.concepts for u in reading.units):
        return None
    first = named[0]
    placed = 0 < first.start < first.end <= len(reading.tokens)
    before = reading.tokens[first.start - 1] if placed else ""
    return None if before in _ABOUT or first.start == first.end else first


def _loose(units: Sequence[Unit], entities: Mapping[str, Entity], backdrop: frozenset[str]) -> list[Unit]:
    """Give the units that name a post, party or place apart from the one person whom the question names."""
    people = [u for u in units if len(u.ids) == 1 and isinstance(entities[min(u.ids)], Person)]
    if not people:
        return []
    touching = {u.end for u in people} | {u.start for u in people}
    return [
        u
        for u in units
        if u.ids and u not in people and u.start not in touching and u.end not in touching and not u.ids <= backdrop
        and not any(isinstance(entities[i], Person) for i in u.ids)
    ]  # fmt: skip


def cover(unit: Unit, fact: Fact, backdrop: frozenset[str] = frozenset()) -> float:
    """Tell how fully a fact accounts for a unit: 0 to 1."""
    best = 0.0
    if unit.ids:
        if unit.ids & fact.direct:
            return 1.0
        if unit.ids & fact.mentioned:
            best = _BY_MENTION
        elif unit.ids & fact.related:
            best = _BY_RELATION
        elif unit.ids <= backdrop:
            best = 0.6
    if unit.kind == "number":
        number = _thousands(unit.stems[0])
        said = number in fact.numbers or number.rstrip("stndrh") in fact.numbers or _ORDINALS.get(number) in fact.stems
        return 1.0 if said else 0.0
    if unit.kind == "absent":
        return 1.0 if unit.concepts & fact.topics else 0.0
    if unit.asked and unit.kind == "word":
        return 1.0 if unit.stems[0] in fact.spoken else 0.0
    if unit.stems and all(stem in fact.stems for stem in unit.stems):
        return max(best, 1.0 if not unit.ids else _BY_WORD)
    if unit.concepts & fact.topics:
        return max(best, _BY_CONCEPT if not unit.ids else _BY_WORD)
    if unit.concepts & fact.side or (unit.stems and all(stem in fact.side for stem in unit.stems)):
        return max(best, _BY_RELATION)
    return best


def _thousands(number: str) -> str:
    """Write "52k" out as the sentences do."""
    return f"{number[:-1]}000" if number[:-1].isdigit() and number.endswith("k") else number


def gives(reading: Reading, fact: Fact, wanted: Wanted, entities: Mapping[str, Entity]) -> bool:
    """Tell whether a fact gives the kind of answer that is wanted, beyond what the question names itself."""
    if wanted == "anything" or reading.form == "check":
        return True
    if wanted in ("person", "place"):
        named = {i for u in reading.units if u.ids and not u.described and len(u.ids) == 1 for i in u.ids}
        kinds = (Person, Organization) if wanted == "person" else (Place,)
        new = (fact.direct | fact.mentioned) - named
        return any(isinstance(entities.get(i), kinds) for i in new)
    if wanted == "reason":
        told = "reason" in fact.gives or "reason" in fact.topics
        return told and fact.statement.property not in _NO_REASONS
    if wanted == "count":
        return _counts(reading, fact)
    return wanted in fact.gives


def _counts(reading: Reading, fact: Fact) -> bool:
    """Tell whether a fact has the number of just that which the question counts."""
    near = (u for u in reading.units if "many" in reading.tokens[max(0, u.start - 3) : u.end])
    noun = next((u for u in near if u.text != "how many"), None)
    if noun is None:
        return "count" in fact.gives
    if "money" in noun.concepts:
        return "amount" in fact.gives
    if noun.concepts & cues().get(fact.statement.property, frozenset()) and fact.statement.property != "endorsement":
        return "count" in fact.gives
    return bool(fact.counted & ({*noun.stems} | noun.concepts))


def _candidates(units: Sequence[Unit], index: FactIndex) -> set[int]:
    found: set[int] = set()
    for unit in units:
        if unit.kind == "detail":
            continue
        for entity in unit.ids - index.backdrop:
            found.update(index.by_entity.get(entity, ()))
        for term in (*unit.concepts, *unit.stems):
            found.update(index.by_term.get(term, ()))
    if not found:
        for unit in units:
            for entity in unit.ids:
                found.update(index.by_entity.get(entity, ()))
    return found

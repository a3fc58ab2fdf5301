"""From the facts that account for a question to an answer: one, several alike, a pair, or which is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import compose
from bot.answering.match import Match
from bot.answering.prepared import Prepared
from bot.answering.say import listed
from bot.answering.types import Answer
from bot.answering.units import Reading, Unit
from knowledge.model import Organization, Person, Post, Statement

_NEAR = 0.08
_FAR = 0.3
_SAID = 3
_SEVERAL, _OFFERED = 2, 4
_SPEAKING = frozenset(["said", "pledge"])


def selected(prepared: Prepared, reading: Reading, accepted: Sequence[Match]) -> Answer:
    """Answer from the best of the facts that account for the question, and those as good and alike."""
    best = accepted[0]
    near = [m for m in accepted if m.score >= best.score - _NEAR]
    which = _which(prepared, reading, accepted)
    if which:
        return which
    chosen = best.fact.statement
    named = {i for u in reading.units for i in u.ids}
    wide = reading.wanted == "anything" or chosen.subject not in named
    same = [
        s
        for s in (m.fact.statement for m in near)
        if _alike(chosen, s) and (s.subject == chosen.subject or wide) and chosen.supersedes != s.id
    ]
    return _of_one(prepared, reading, compose.sentences(prepared.snapshot, same[:_SAID]), chosen)


def paired(prepared: Prepared, reading: Reading, found: Sequence[Match]) -> Answer | None:
    """Answer a question in two parts by two facts about one subject that leave nothing over between them."""
    if "and" not in reading.tokens or reading.form == "check":
        return None
    hard = sum(u.hard for u in reading.units)
    for first in found[:12]:
        if first.score < 0.5 or not first.given or not 0 < len(first.left) < hard:
            continue
        for second in found[:40]:
            if second is first or not second.given or set(first.left) & set(second.left):
                continue
            one, other = first.fact, second.fact
            if one.statement.subject in other.direct or other.statement.subject in one.direct:
                return compose.sentences(prepared.snapshot, [one.statement, other.statement])
    return None


def _which(prepared: Prepared, reading: Reading, accepted: Sequence[Match]) -> Answer | None:
    """Ask which of several people is meant, where the facts answer for more than one of them."""
    entities = prepared.snapshot.entities
    best = accepted[0]
    alike = [m for m in accepted if m.score >= best.score - _FAR and _alike(best.fact.statement, m.fact.statement)]
    for unit in reading.units:
        people = len(unit.ids) > 1 and all(isinstance(entities[i], Person) for i in unit.ids)
        if not people and not _is_the_holder(prepared, reading, unit):
            continue
        hit: dict[str, Statement] = {}
        for match in alike:
            statement = match.fact.statement
            meant = unit.ids & {statement.subject, *statement.object} if people else {statement.subject}
            for entity_id in meant:
                if isinstance(entities[entity_id], Person):
                    hit.setdefault(entity_id, statement)
        if len(hit) > 1:
            return _clarify(prepared, hit)
    return _unnamed(prepared, reading, alike)


def _is_the_holder(prepared: Prepared, reading: Reading, unit: Unit) -> bool:
    """Tell whether a unit is "the senator": one holder of a post, where no person is named."""
    entities = prepared.snapshot.entities
    if any(isinstance(entities[i], Person) for u in reading.units for i in u.ids):
        return False
    if unit.ids <= prepared.index.backdrop:
        return False
    before = reading.tokens[unit.start - 1] if 0 < unit.start <= len(reading.tokens) else ""
    return before == "the" and bool(unit.ids) and all(isinstance(entities[i], Post) for i in unit.ids)


def _unnamed(prepared: Prepared, reading: Reading, alike: Sequence[Match]) -> Answer | None:
    """Ask who is meant by a bare "he" or "she", or by a question that names nobody and wants one time or place."""
    entities = prepared.snapshot.entities
    somebody = (entities[i] for u in reading.units for i in u.ids)
    named = any(isinstance(e, Person) or (isinstance(e, Organization) and e.type != "party") for e in somebody)
    if named or not (reading.pronoun in ("he", "she") or reading.wanted in ("time", "place")):
        return None
    hit: dict[str, Statement] = {}
    for match in alike:
        subject = entities[match.fact.statement.subject]
        fits = isinstance(subject, Person) and (reading.pronoun is None or subject.pronouns in (None, reading.pronoun))
        if fits or (reading.pronoun is None and isinstance(subject, Organization)):
            hit.setdefault(subject.id, match.fact.statement)
    if len(hit) < _SEVERAL:
        return None
    return _clarify(prepared, dict(list(hit.items())[:_OFFERED]))


def _clarify(prepared: Prepared, hit: dict[str, Statement]) -> Answer:
    snapshot = prepared.snapshot
    ids = sorted(hit)
    suggestions = []
    for entity_id in ids:
        question = compose.question(snapshot, hit[entity_id])
        if question is None or not prepared.answers(question):
            question = f"Who is {snapshot.entities[entity_id].name}?"
        suggestions.append(question)
    names = listed([snapshot.entities[i].name for i in ids], "or")
    said = [hit[i] for i in ids]
    return compose.answer(snapshot, f"Which do you mean: {names}?", said, None, "clarify", suggestions)


def _of_one(prepared: Prepared, reading: Reading, made: Answer, statement: Statement) -> Answer:
    """Say whom an answer is not about, where a bare surname could mean several and only one has the fact."""
    entities = prepared.snapshot.entities
    for unit in reading.units:
        people = [i for i in sorted(unit.ids) if isinstance(entities[i], Person)]
        if len(people) < 2 or unit.described or not unit.ids & {statement.subject, *statement.object}:
            continue
        others = [entities[i].name for i in people if i not in statement.entity_ids()]
        if others and not any(name in made.text for name in others):
            return replace(made, text=compose.clip(f"{made.text} The articles don't say it of {listed(others)}."))
    return made


def _alike(one: Statement, other: Statement) -> bool:
    return one.property == other.property or {one.property, other.property} <= _SPEAKING

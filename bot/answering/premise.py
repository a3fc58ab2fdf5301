"""Questions whose premise is off by one thing: the answer says what is so instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.answering import compose
from bot.answering.facts import cues
from bot.answering.match import Match
from bot.answering.prepared import Prepared
from bot.answering.timing import MONTHS
from bot.answering.types import Answer
from bot.answering.units import Reading, Unit
from knowledge import asking
from knowledge.model import Person, Statement

_ENOUGH = 0.4
_TIES = frozenset(["spouse", "campaign-manager"])
_SPEAKING = ("said", "allegation", "pledge")


@lru_cache(maxsize=1)
def correctable() -> frozenset[str]:
    """Give the properties of which a subject has one value at a time, or so few that another is news."""
    several = {"holds-post", "candidacy", "other-candidacy"}
    return frozenset(name for name, p in asking.table("properties").items() if p.get("single")) | several


def corrected(prepared: Prepared, reading: Reading, found: Sequence[Match]) -> Answer | None:
    """Answer with the fact that the question gets right but for one thing; None where there is none."""
    entities = prepared.snapshot.entities
    # of several people of one name, none is corrected for another
    named = {i for u in reading.units for i in u.ids if len(u.ids) == 1 or not isinstance(entities[i], Person)}
    for match in found:
        if _endorses_others(prepared, match, named):
            return compose.sentences(prepared.snapshot, [match.fact.statement])
        if len(match.left) != 1 or match.score < _ENOUGH or not match.given:
            continue
        statement, left = match.fact.statement, match.left[0]
        check = reading.form == "check"
        amount = check and statement.amount is not None and left.kind == "number"
        asked = {c for u in reading.units for c in u.concepts}
        # a tie between two people is corrected only where the question is about that kind of tie
        tied = statement.property not in _TIES or bool(cues()[statement.property] & asked)
        single = (statement.property in correctable() and tied) or amount
        if single and statement.subject in named and _comparable(prepared, left, statement):
            return compose.sentences(prepared.snapshot, [statement])
        if check and _says_instead(prepared, reading, left, match):
            return compose.sentences(prepared.snapshot, [statement])
    return None


def _endorses_others(prepared: Prepared, match: Match, named: set[str]) -> bool:
    """Tell whether a fact says whom an endorser endorses, where the question supposed one or more others."""
    statement = match.fact.statement
    if statement.property != "endorsement" or statement.subject not in named or not match.left:
        return False
    return all(u.ids and u.ids <= prepared.endorsements.candidates for u in match.left)


def _comparable(prepared: Prepared, unit: Unit, statement: Statement) -> bool:
    """Tell whether a unit is of the kind of the statement's value, so that the value corrects it."""
    q = statement.qualifiers
    if statement.amount is not None and unit.kind == "number":
        return True
    if not unit.ids:
        dated = statement.date or q.since or q.until
        return bool(dated) and (unit.kind == "number" or unit.text in MONTHS)
    entities = prepared.snapshot.entities
    kinds = {type(entities[i]) for i in (*statement.object, *filter(None, (q.party, q.place, q.contest)))}
    return all(type(entities[i]) in kinds for i in unit.ids)


def _says_instead(prepared: Prepared, reading: Reading, left: Unit, match: Match) -> bool:
    """Tell whether a yes-or-no question got all but one thing right: who said it, or what about."""
    others = [u for u in reading.units if u.hard and u is not left]
    if match.fact.statement.property not in _SPEAKING:
        return False
    if left.ids:
        named = any(u.ids & (match.fact.direct | match.fact.mentioned) for u in others)
        return prepared.is_somebody(left) and named and any(not u.ids for u in others)
    return sum(bool(u.ids & match.fact.direct) for u in others) >= 2 and any(u.kind == "topic" for u in others)

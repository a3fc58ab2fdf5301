"""Questions that set facts side by side: endorsements, amounts of money, fields of candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering import compose
from bot.answering.described import resolved
from bot.answering.endorsing import POSTS
from bot.answering.match import Match
from bot.answering.prepared import Prepared
from bot.answering.say import listed
from bot.answering.timing import MONTHS, Scope, months_of
from bot.answering.types import Answer
from bot.answering.units import Reading
from knowledge.model import Organization, Person, Post

# what a question may hold besides names and still be nothing but a question of the family
_OF_ENDORSEMENTS = POSTS | {"endorse", "union", "officials", "neutral", "run"}
_NOT_ENDORSEMENTS = frozenset(["said", "rule"])
_NOT_FIELDS = frozenset(["allegation", "attack", "pay", "photo", "contract", "said", "endorse"])
_OF_FIELDS = frozenset(["run", "enter", "mull", "party", "primary", "change", "general", "missing", "who"])
_OF_MONEY = frozenset(["money", "poll", "fundraising", "spending", "run", "front-runner", "campaign-finance", "change"])
# which property a question about an amount asks for, the most telling word first
_AMOUNTS = {"poll": "poll", "fundraising": "fundraising", "spending": "spending", "money": "cash-on-hand"}
_LISTED = 3
_VERBS = (("endorse",), ("back",), ("support",), ("pick",), ("choose",))
_SURE_OF_ENDORSEMENTS, _SURE_OF_FIELDS = 0.55, 0.6


def of_family(
    prepared: Prepared, reading: Reading, found: Sequence[Match], intents: Mapping[str, float], scope: Scope | None
) -> Answer | None:
    """Answer a question that belongs to a family; a `no_answer` where only the family could have answered it."""
    if reading.wanted in ("reason", "duration"):
        return None
    topics = {c for u in reading.units for c in u.concepts}
    candidates = any(u.ids & prepared.endorsements.candidates for u in reading.units)
    about = "endorse" in topics or ("union" in topics and candidates)
    phrased = intents.get("endorsement", 0) >= _SURE_OF_ENDORSEMENTS
    about = about or (phrased and any(not u.ids for u in reading.units))
    if about and not topics & _NOT_ENDORSEMENTS and only_about(reading, _OF_ENDORSEMENTS):
        telling = {"union", "officials"} & topics or any(u.hard and "endorse" in u.concepts for u in reading.units)
        reply = _endorsements(prepared, reading, found, scope, vague=not telling and not phrased)
        if reply is not None:
            return reply
    amounts = next((name for topic, name in _AMOUNTS.items() if topic in topics), None)
    if amounts is None and reading.wanted == "amount" and reading.details & {"compare", "sum"}:
        amounts = "cash-on-hand"
    if amounts and only_about(reading, _OF_MONEY):
        reply = _amounts(prepared, reading, found, amounts, scope)
        if reply is not None:
            return reply
    parties = any(u.ids and not prepared.is_somebody(u) for u in reading.units)
    about = bool(topics & {"run", "change", "enter"}) or (parties and intents.get("field", 0) >= _SURE_OF_FIELDS)
    telling = {c for u in reading.units if not u.ids and u.kind == "topic" for c in u.concepts}
    if (
        about
        and reading.wanted not in ("time", "place")
        and only_about(reading, _OF_FIELDS)
        and not telling & _NOT_FIELDS
    ):
        return prepared.fields.reply(reading, scope)
    return None


def only_about(reading: Reading, topics: frozenset[str]) -> bool:
    """Tell whether a question holds nothing but names, these topics, and the months that it compares."""
    dated = len(months_of(reading)) > 1
    return all(
        u.ids or u.concepts & topics or (dated and (u.kind == "number" or u.text in MONTHS))
        for u in reading.units
        if u.hard
    )


def asks_whom(reading: Reading) -> bool:
    """Tell whether a question asks whom somebody endorses, and not who endorses somebody."""
    line = " ".join(reading.tokens)
    if " with who" in line or " for who" in line:
        return True
    for unit in reading.units:
        # "which senator did X endorse": X does the endorsing
        aux = reading.tokens[unit.start - 1] if 0 < unit.start <= len(reading.tokens) else ""
        if unit.ids and aux in ("did", "does", "do") and reading.tokens[unit.end : unit.end + 1] in _VERBS:
            return reading.form == "open"
    asked = any(f"{who} {aux} " in line for who in ("who", "whom") for aux in ("did", "does", "do", "has"))
    return reading.wanted == "person" and asked


def nothing(prepared: Prepared, reading: Reading) -> Answer:
    """Say that the articles don't hold it, and about whom."""
    entities = prepared.snapshot.entities
    names: dict[str, None] = {}
    for unit in reading.units:
        if unit.ids and not unit.ids & prepared.index.backdrop and len(unit.ids) <= _LISTED:
            names[listed([entities[i].name for i in sorted(unit.ids)], "or")] = None
    return compose.unknown(prepared.snapshot, list(names)[:_LISTED])


def _endorsements(
    prepared: Prepared, reading: Reading, found: Sequence[Match], scope: Scope | None, *, vague: bool
) -> Answer | None:
    given = asks_whom(reading)
    reply = prepared.endorsements.reply(reading, scope, given=given)
    if reply is None and given and any(u.ids & prepared.endorsements.candidates for u in reading.units):
        return nothing(prepared, reading)
    sure = found and found[0].accepted and found[0].fact.statement.property.startswith("endorsement")
    sure = sure or (vague and bool(found) and found[0].accepted)
    if reply is not None or sure or not _names_somebody(prepared, reading):
        return reply
    described = resolved(reading, prepared.snapshot, prepared.index)
    if described is not None:
        reply = prepared.endorsements.reply(described, scope, given=given)
    return reply or nothing(prepared, reading)


def _amounts(
    prepared: Prepared, reading: Reading, found: Sequence[Match], property_id: str, scope: Scope | None
) -> Answer | None:
    if not prepared.funds[property_id].all:
        # money that was raised is not money on hand
        return nothing(prepared, reading)
    reply = prepared.funds[property_id].reply(reading, scope)
    if reply is not None or any(m.accepted and m.fact.statement.amount is not None for m in found):
        return reply
    described = resolved(reading, prepared.snapshot, prepared.index)
    # a described person is tried as a named one next; nobody else's money answers for somebody named
    return None if described is not None else nothing(prepared, reading)


def _names_somebody(prepared: Prepared, reading: Reading) -> bool:
    entities = prepared.snapshot.entities
    ids = {i for u in reading.units for i in u.ids} - prepared.index.backdrop
    return any(isinstance(entities[i], Person | Organization | Post) for i in ids)

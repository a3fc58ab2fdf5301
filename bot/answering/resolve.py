"""A reading to an answer: the whole question first, then its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import compose
from bot.answering.conversation import Conversation, Turn
from bot.answering.described import resolved
from bot.answering.explain import Explanation, describe
from bot.answering.families import nothing, of_family
from bot.answering.followup import follow_up, placeless
from bot.answering.intents import property_scores
from bot.answering.match import matches
from bot.answering.parts import asks, clauses, questions
from bot.answering.premise import corrected
from bot.answering.prepared import Prepared
from bot.answering.select import paired, selected
from bot.answering.text import Token
from bot.answering.timing import Scope, scope_of
from bot.answering.types import Answer
from bot.answering.units import Reading

_ENOUGH = 0.55
_CARRIES = 0.4
# "what did X say" is answered by words of X's and by nothing else
_PLAIN = 0.95
_WORDS = frozenset(["said", "pledge"])


def resolve(prepared: Prepared, reading: Reading, tokens: Sequence[Token], told: Explanation) -> Answer:
    """Answer a reading; a `no_answer` where no fact accounts for it."""
    scope, scoped = scope_of(reading, prepared.endorsed, prepared.published, prepared.snapshot.facts.race.horizon)
    if scope is not None:
        told.add("time", f"{scope.first} to {scope.last}")
    found = _several(prepared, scoped, tokens, scope, told) or _attempt(prepared, scoped, scope, told)
    if found is None and scope is not None:
        found = _attempt(prepared, reading, None, told)
    if found is None:
        found = _partly(prepared, reading, tokens, told)
    return found if found is not None else nothing(prepared, reading)


def _several(
    prepared: Prepared, reading: Reading, tokens: Sequence[Token], scope: Scope | None, told: Explanation
) -> Answer | None:
    """Answer several questions in one message as a dialogue of their own; None unless every one gets an answer."""
    parts = questions(reading, tokens)
    if len(parts) < 2:
        return None
    said: list[Answer] = []
    dialogue = Conversation()
    for part in parts:
        told.add("part", describe(part))
        answer = None
        if said:
            followed = follow_up(part, dialogue, prepared.snapshot, prepared.index)
            answer = _attempt(prepared, followed.reading, scope, told)
        if answer is None and part.pronoun not in ("he", "she"):
            answer = _attempt(prepared, part, scope, told)
        if answer is None and said:
            shared = placeless(u for u in parts[0].units if u.ids or u.hard)
            answer = _attempt(prepared, replace(part, units=(*shared, *part.units)), scope, told)
        if answer is None or answer.kind != "answer":
            return None
        said.append(answer)
        dialogue.turns.append(Turn(part, answer))
    return compose.joined(prepared.snapshot, said)


def _partly(prepared: Prepared, reading: Reading, tokens: Sequence[Token], told: Explanation) -> Answer | None:
    """Answer the clause that asks; where several ask and one gets no answer, say that only part is known."""
    people = tuple(u for u in reading.units if u.ids and prepared.is_somebody(u))
    parts = clauses(reading, tokens)
    if reading.form == "check" and parts and not asks(parts[0].tokens):
        # half of a supposition is another supposition, unless it says by itself what of whom
        parts = [p for p in parts if any(u.ids for u in p.units) and any(u.hard and not u.ids for u in p.units)]
    said: list[Answer] = []
    # a name that was asked for, or a figure that was given, stays part of the question, whatever clause answers
    unnamed = tuple(u for u in reading.units if u.hard and (u.kind == "number" or u.concepts == {"firm-name"}))
    for part in parts:
        part = part if set(unnamed) <= set(part.units) else replace(part, units=(*part.units, *unnamed))
        whole = (
            part
            if any(u.ids and prepared.is_somebody(u) for u in part.units)
            else replace(part, units=(*people, *part.units))
        )
        told.add("clause", describe(whole))
        answer = _attempt(prepared, whole, None, told)
        if answer is not None and answer.kind == "answer":
            said.append(answer)
    if not said:
        return None
    if len(said) == len(parts) or not asks(parts[0].tokens):
        return said[0]
    made = compose.joined(prepared.snapshot, said)
    return replace(made, kind="no_answer", text=compose.clip(f"{made.text} The articles don't say the rest."))


def _attempt(prepared: Prepared, reading: Reading, scope: Scope | None, told: Explanation) -> Answer | None:
    """Answer a reading as it stands, or else with the people it describes put in their place."""
    found = _try(prepared, reading, scope, told)
    if found is None:
        described = resolved(reading, prepared.snapshot, prepared.index)
        if described is not None:
            told.add("described", describe(described))
            found = _try(prepared, described, scope, told)
    return found


def _try(prepared: Prepared, reading: Reading, scope: Scope | None, told: Explanation) -> Answer | None:
    if not any(u.kind != "detail" and u.weight >= _CARRIES for u in reading.units):
        return None
    entities = prepared.snapshot.entities
    intents = property_scores(reading, entities)
    told.add_intents(intents)
    quoted = _asks_words(reading)
    if intents.get("said", 0) >= _PLAIN and not any(u.hard and not u.ids for u in reading.units):
        quoted = {i for u in reading.units for i in u.ids}
    found = matches(reading, prepared.index, entities, intents, only=_WORDS if quoted else None, scope=scope)
    if quoted:
        found = [m for m in found if m.fact.speakers & quoted]
    told.add_matches(found)
    family = of_family(prepared, reading, found, intents, scope)
    if family is not None:
        return family
    bare = prepared.portraits.reply(reading) if scope is None else None
    if bare is not None:
        return bare
    accepted = [m for m in found if m.accepted and m.score >= _ENOUGH]
    if accepted:
        return selected(prepared, reading, accepted)
    return paired(prepared, reading, found) or corrected(prepared, reading, found)


def _asks_words(reading: Reading) -> set[str]:
    """Give whose words a question wants: "what did X say …"; empty where it wants something else."""
    if "what" not in reading.tokens or reading.form != "open" or reading.wanted != "anything":
        return set()
    for one, other in zip(reading.units, reading.units[1:], strict=False):
        if one.ids and one.end == other.start and "said" in other.concepts and other.text.startswith(("say", "said")):
            return set(one.ids)
    return set()

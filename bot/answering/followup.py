"""Questions that lean on the one before: "what about X?", "when was that?", "and his?"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answering import compose
from bot.answering.conversation import Conversation, Turn
from bot.answering.facts import FactIndex
from bot.answering.say import listed
from bot.answering.types import Answer
from bot.answering.units import Reading, Unit
from knowledge.model import Organization, Person, Post
from knowledge.snapshot import Snapshot

_BRIEF = 3
_LEANING = ("and", "what about", "how about", "y", "or")


@dataclass(frozen=True)
class Followed:
    """A follow-up made whole: the reading to resolve, or already an answer."""

    reading: Reading
    answer: Answer | None = None


def follow_up(reading: Reading, conversation: Conversation, snapshot: Snapshot, index: FactIndex) -> Followed:
    """Fill a question up with what the turns before it were about; a question whole in itself stays as it is."""
    last = conversation.turns[-1]
    own = [u for u in reading.units if u.kind != "detail"]
    hard = [u for u in own if u.hard]
    if last.answer and last.answer.statements and _asks_source(reading, own):
        return Followed(reading, _source(last, snapshot))
    entities = [u for u in own if u.ids]
    rest = [u for u in hard if not u.ids]
    narrowed = _narrowed(entities, last, index) if not rest else None
    if narrowed:
        return Followed(replace(reading, units=narrowed, wanted=last.reading.wanted))
    whole = reading.wanted != "anything" and not _leans(reading)
    themed = any(u.kind == "topic" and not u.ids for u in own)
    if entities and not rest and not whole and not themed and (len(reading.tokens) <= 6 or _leans(reading)):
        return Followed(_swap(reading, last.reading, entities, snapshot))
    if reading.pronoun and not entities:
        subject = _meant(reading.pronoun, conversation, snapshot)
        if subject:
            units = (*reading.units, subject)
            if not any(u.kind == "topic" for u in own):
                units = (*placeless(last.reading.units), *reading.units)
            return Followed(replace(reading, units=units))
    if not own and reading.wanted == "anything" and not reading.pronoun and not _leans(reading):
        return Followed(reading)
    brief = len(reading.tokens) <= _BRIEF
    if not entities and (not rest or _leans(reading) or brief) and len(reading.tokens) <= 8:
        merged = (*placeless(u for u in last.reading.units if u.ids or not rest), *reading.units)
        wanted = reading.wanted if reading.wanted != "anything" else last.reading.wanted
        return Followed(replace(reading, units=merged, wanted=wanted))
    return Followed(reading)


def _leans(reading: Reading) -> bool:
    line = " ".join(reading.tokens)
    return any(line.startswith(start + " ") for start in _LEANING)


def _asks_source(reading: Reading, own: list[Unit]) -> bool:
    return (
        bool(own)
        and all(u.concepts & {"source"} or not u.hard for u in own)
        and any(u.concepts & {"source"} for u in own)
    )


def _source(last: Turn, snapshot: Snapshot) -> Answer:
    """Say where the last answer stands."""
    assert last.answer is not None
    statements = [snapshot.statements[i] for i in last.answer.statements]
    places = []
    for citation in last.answer.citations:
        plural = "s" if len(citation.paragraphs) > 1 else ""
        numbers = listed([str(p) for p in citation.paragraphs])
        places.append(f"{snapshot.sources[citation.source].label}, paragraph{plural} {numbers}")
    made = compose.answer(snapshot, f"It stands in: {'; '.join(places)}.", statements)
    return replace(made, citations=last.answer.citations)


def _narrowed(entities: list[Unit], last: Turn, index: FactIndex) -> tuple[Unit, ...] | None:
    """Take a description as the choice among those whom the last answer asked about."""
    if not last.answer or last.answer.kind != "clarify" or len(entities) != 1:
        return None
    meant = entities[0]
    out = []
    found = False
    for unit in last.reading.units:
        fitting = (
            {i for i in unit.ids if i in meant.ids or meant.ids & index.profile[i].related}
            if len(unit.ids) > 1
            else set()
        )
        if len(fitting) == 1:
            found = True
            unit = replace(unit, ids=frozenset(fitting))
        out.append(unit)
    return tuple(out) if found else None


def _swap(reading: Reading, last: Reading, entities: list[Unit], snapshot: Snapshot) -> Reading:
    """Put the newly named in the place of whom the last question named."""
    people = (Person, Organization, Post)
    new = placeless(reading.units)
    entities = placeless(entities)
    kept = list(last.units)
    for unit in entities:
        kind = type(snapshot.entities[min(unit.ids)])
        same = [u for u in kept if u.ids and type(snapshot.entities[min(u.ids)]) is kind]
        if not same and kind in people:
            same = [u for u in kept if u.ids and isinstance(snapshot.entities[min(u.ids)], people)][:1]
            campaign = _campaign_for(unit, same, snapshot)
            if campaign:
                new[new.index(unit)] = replace(unit, ids=frozenset({campaign}))
        kept = [u for u in kept if u not in same]
    wanted = reading.wanted if reading.wanted not in ("anything", "person") else last.wanted
    return replace(
        reading,
        units=(*new, *kept),
        wanted=wanted,
        form=last.form,
        tokens=last.tokens,
        details=last.details | reading.details,
    )


def placeless(units: Iterable[Unit]) -> list[Unit]:
    """Give units without their places among the words: they stand among other words now."""
    return [replace(u, start=0, end=0) for u in units]


def _campaign_for(unit: Unit, replaced: list[Unit], snapshot: Snapshot) -> str | None:
    """Give the campaign of a newly named person where the last question was about another person's campaign."""
    campaigns = {o.id: o.works_for for o in snapshot.facts.organizations if o.works_for}
    if not any(u.ids & set(campaigns) for u in replaced):
        return None
    return next((c for c, person in campaigns.items() if person in unit.ids), None)


def _meant(pronoun: str, conversation: Conversation, snapshot: Snapshot) -> Unit | None:
    """Find whom a pronoun stands for: whoever was spoken of last and goes by it, the question's before the answer's."""
    if pronoun == "it":
        return None
    for turn in reversed(conversation.turns):
        ids = [i for u in turn.reading.units if len(u.ids) == 1 for i in u.ids]
        if turn.answer:
            ids += [i for s in turn.answer.statements for i in snapshot.statements[s].entity_ids()]
        people = [e for e in (snapshot.entities[i] for i in ids) if isinstance(e, Person)]
        # a person whose pronoun the sources give comes before one of whom they give none
        for known in (pronoun, None):
            meant = next((p for p in people if p.pronouns == known), None)
            if meant:
                return Unit(meant.name, "entity", 0, 0, frozenset({meant.id}), weight=1.2)
    return None

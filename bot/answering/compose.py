"""Facts to an answer: which sentences, in which order, with which citations."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.say import cite, listed, newest
from bot.answering.types import Answer, Kind
from knowledge import asking, edtf
from knowledge.model import Statement
from knowledge.snapshot import Snapshot

MAX_TEXT = 1000
_COMFORTABLE = 420


def answer(
    snapshot: Snapshot, text: str, statements: Sequence[Statement], heading: str | None = None, kind: Kind = "answer",
    suggestions: Sequence[str] = (),
) -> Answer:  # fmt: skip
    """Put an answer together from its text and the statements that the text reports."""
    return Answer(
        kind,
        clip(text),
        cite(snapshot, statements),
        newest(statements),
        tuple(suggestions),
        heading,
        tuple(s.id for s in statements),
    )


def sentences(snapshot: Snapshot, statements: Sequence[Statement], lead: str = "", limit: int = _COMFORTABLE) -> Answer:
    """Answer with the statements' own sentences, as many as read comfortably."""
    kept: list[Statement] = []
    length = len(lead)
    for statement in statements:
        if kept and length + len(statement.text) > limit:
            break
        kept.append(statement)
        length += len(statement.text) + 1
    text = lead + " ".join(shortened(snapshot, [s.text for s in kept]))
    return answer(snapshot, text, kept, heading(snapshot, *kept))


def shortened(snapshot: Snapshot, texts: Sequence[str]) -> list[str]:
    """Name people in full at the first mention and by their short name in the sentences after it."""
    people = [(p.name, p.short) for p in snapshot.facts.people if p.short and p.short != p.name]
    out: list[str] = []
    for text in texts:
        for full, short in people:
            if any(full in said for said in out):
                text = text.replace(full, short)
        out.append(text)
    return out


def joined(snapshot: Snapshot, answers: Sequence[Answer]) -> Answer:
    """Join the answers to several questions into one, each statement once."""
    ids = dict.fromkeys(i for a in answers for i in a.statements)
    texts = dict.fromkeys(a.text for a in answers)
    if len({frozenset(a.statements) for a in answers}) == 1:
        return answers[0]
    kept = [t for t in texts if not any(t != other and t in other for other in texts)]
    return answer(snapshot, " ".join(kept), [snapshot.statements[i] for i in ids], answers[0].heading)


def heading(snapshot: Snapshot, statement: Statement, *more: Statement) -> str:
    """Restate what statements answer, from the first one's property."""
    intent = asking.table("en/intents").get(statement.property, {})
    several = any(s.subject != statement.subject for s in more)
    template = (intent.get("several") if several else None) or intent.get("heading") or "{subject}"
    return str(template.format(subject=name(snapshot, statement.subject), object=objects(snapshot, statement)))


def question(snapshot: Snapshot, statement: Statement) -> str | None:
    """Give the complete question that a statement answers, where its property has one."""
    template = asking.table("en/intents").get(statement.property, {}).get("question")
    if not template or ("{object}" in template and not statement.object):
        return None
    topic = statement.qualifiers.topic
    if "{topic}" in template and not topic:
        return None
    return str(
        template.format(subject=name(snapshot, statement.subject), object=objects(snapshot, statement), topic=topic)
    )


def name(snapshot: Snapshot, entity_id: str) -> str:
    """Give an entity's full name, without a leading article."""
    return snapshot.entities[entity_id].name.removeprefix("the ")


def objects(snapshot: Snapshot, statement: Statement) -> str:
    """Name the first entity of a statement's value."""
    return name(snapshot, statement.object[0]) if statement.object else ""


def reply(snapshot: Snapshot, kind: Kind, key: str, names: str = "") -> Answer:
    """Say one of the standing sentences."""
    race = snapshot.facts.race
    template = asking.table("en/replies")[kind][key]
    horizon = edtf.parse(race.horizon).spoken()
    return Answer(kind, template.format(horizon=horizon, race=race.name, names=names))


def unknown(snapshot: Snapshot, names: Sequence[str]) -> Answer:
    """Say that the articles don't hold what was asked, about these if anybody was named."""
    if names:
        return reply(snapshot, "no_answer", "unknown-about", listed([n.removeprefix("the ") for n in names]))
    return reply(snapshot, "no_answer", "off-topic")


def clip(text: str) -> str:
    """Cut a text at a word's end so that it stays within the longest answer."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1].rsplit(" ", 1)[0] + "…"

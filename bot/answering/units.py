"""What a question is made of, once its words have been recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["entity", "topic", "detail", "absent", "word", "number"]


@dataclass(frozen=True)
class Unit:
    """A run of words that means one thing and has to be accounted for.

    Attributes:
        text: the words, for explaining.
        kind: an entity; a concept that is a topic, a detail or absent; a bare word; a number.
        start, end: the tokens it covers.
        ids: the entities it can mean.
        concepts: the concepts it can mean.
        stems: the stems of its words.
        weight: how much of the question it carries.
        hard: whether an answer must hold it.
        described: whether it describes an entity and does not name one.
        asked: whether it is the noun after "what" or "which", so that the answer has to name one.
    """

    text: str
    kind: UnitKind
    start: int
    end: int
    ids: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    weight: float = 1.0
    hard: bool = True
    described: bool = False
    asked: bool = False


Wanted = Literal["person", "time", "amount", "count", "place", "reason", "duration", "anything"]
Form = Literal["open", "check"]


@dataclass(frozen=True)
class Reading:
    """A question as read.

    Attributes:
        tokens: its words, after slang and spelling.
        units: what has to be accounted for.
        wanted: the kind of answer that the question word asks for.
        form: whether it asks openly or wants a yes or no.
        details: shades that steer how the answer is put together (most, sum, compare, …).
        pronoun: she, he, they or it, where one stands for somebody.
    """

    tokens: tuple[str, ...]
    units: tuple[Unit, ...]
    wanted: Wanted = "anything"
    form: Form = "open"
    details: frozenset[str] = frozenset()
    pronoun: str | None = None

"""What a dialogue remembers between two questions."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.answering.types import Answer
from bot.answering.units import Reading


@dataclass(frozen=True)
class Turn:
    """One question as it was read, and its answer."""

    reading: Reading
    answer: Answer | None = None


@dataclass
class Conversation:
    """The memory of one dialogue; whoever holds it decides how long it lives."""

    turns: list[Turn] = field(default_factory=list)

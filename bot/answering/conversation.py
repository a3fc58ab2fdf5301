"""What a dialogue remembers between two questions."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Conversation:
    """The memory of one dialogue; whoever holds it decides how long it lives."""

    turns: list[object] = field(default_factory=list)

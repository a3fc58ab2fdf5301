"""How an answer came about, stage by stage, for a curator who wonders why a question failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.match import Match
from bot.answering.units import Reading

_SHOWN = 6


@dataclass
class Explanation:
    """What each stage saw, as lines."""

    lines: list[str] = field(default_factory=list)

    def add(self, stage: str, what: object) -> None:
        """Note what a stage saw."""
        self.lines.append(f"{stage}: {what}")

    def add_matches(self, found: Sequence[Match]) -> None:
        """Note the facts that came nearest, with what each leaves over."""
        for match in found[:_SHOWN]:
            left = f" LEFT {' '.join(u.text for u in match.left)}" if match.left else ""
            self.add("  match", f"{match.score:.2f} {match.fact.id}{left}{'' if match.given else ' NOT GIVEN'}")

    def add_intents(self, intents: Mapping[str, float]) -> None:
        """Note the properties whose phrasings came nearest."""
        best = sorted(intents.items(), key=lambda item: -item[1])[:4]
        self.add("intents", ", ".join(f"{name} {score:.2f}" for name, score in best) or "none near")


def describe(reading: Reading) -> str:
    """Say in a line how a question was read; a "~" marks what an answer need not hold."""
    units = []
    for unit in reading.units:
        meant = "/".join(sorted(unit.ids)) or "/".join(sorted(unit.concepts)) or unit.kind
        units.append(f"{unit.text}={meant}{'' if unit.hard else '~'}")
    return f"{reading.form}, wants {reading.wanted}: " + "; ".join(units)

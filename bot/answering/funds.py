"""Questions that set amounts side by side: everybody's, the most, the least, the gap, the sum."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date
from decimal import Decimal

from bot.answering import compose
from bot.answering.facts import FactIndex
from bot.answering.say import listed, money
from bot.answering.timing import Scope
from bot.answering.types import Answer
from bot.answering.units import Reading
from knowledge import edtf
from knowledge.model import Statement
from knowledge.snapshot import Snapshot


def _time(statement: Statement) -> date:
    return edtf.parse(statement.as_of).last if statement.as_of else date.min


def _size(statement: Statement) -> Decimal:
    return statement.amount or Decimal(0)


class Funds:
    """The amounts of one property (cash on hand, money raised, poll shares), newest first for each subject."""

    def __init__(self, snapshot: Snapshot, index: FactIndex, property_id: str) -> None:
        self.snapshot = snapshot
        found = [
            f.statement for f in index.facts if f.statement.property == property_id and f.statement.amount is not None
        ]
        found.sort(key=lambda s: (s.rank == "preferred", _time(s)), reverse=True)
        self.all = found
        self.latest: dict[str, Statement] = {}
        for statement in found:
            self.latest.setdefault(statement.subject, statement)

    def _at(self, scope: Scope) -> Funds:
        """Give the amounts that held at one time."""
        part = copy(self)
        part.all = [s for s in self.all if scope.holds(s)]
        part.latest = {}
        for statement in part.all:
            part.latest.setdefault(statement.subject, statement)
        return part

    def reply(self, reading: Reading, scope: Scope | None = None) -> Answer | None:
        """Answer a comparison, superlative, sum or full list; None where the question is none of these."""
        if scope is not None:
            return self._at(scope).reply(reading)
        if len(self.latest) < 2:
            return None
        named = [i for u in reading.units for i in sorted(u.ids) if i in self.latest]
        named = list(dict.fromkeys(named))
        details = reading.details
        asked = {c for u in reading.units for c in u.concepts}
        if len(named) == 1 and ("change" in asked or "change" in details):
            moved = [s for s in self.all if s.subject == named[0]]
            if len(moved) > 1:
                return compose.sentences(self.snapshot, sorted(moved, key=_time), limit=700)
        if "sum" in details and len(named) >= 2:
            return self._sum(named)
        if len(named) >= 2 and details & {"compare", "most", "least", "big"}:
            return self._gap(named)
        if not named and "least" in details:
            return self._first(min(self._same_time(), key=_size))
        if not named and ("most" in details or (reading.wanted == "person" and "compare" in details)):
            return self._first(max(self.latest.values(), key=_size))
        if len(named) >= 2 or (not named and not any(u.ids or u.kind == "word" for u in reading.units if u.hard)):
            chosen = [self.latest[i] for i in named] or sorted(self.latest.values(), key=_size, reverse=True)
            return self._side_by_side(chosen)
        return None

    def _same_time(self) -> list[Statement]:
        """Give the amounts of the time for which most subjects have one, so that like is held against like."""
        by_time: dict[str | None, list[Statement]] = {}
        for statement in self.all:
            by_time.setdefault(statement.as_of, []).append(statement)
        return max(by_time.values(), key=len)

    def _amount(self, statement: Statement) -> str:
        assert statement.amount is not None
        assert statement.unit is not None
        return money(statement.amount, statement.unit, statement.bound)

    def _side_by_side(self, chosen: Sequence[Statement]) -> Answer:
        items = []
        for statement in chosen:
            when = f" ({edtf.parse(statement.as_of).spoken()})" if statement.as_of else ""
            items.append(f"{compose.name(self.snapshot, statement.subject)}: {self._amount(statement)}{when}")
        return compose.answer(self.snapshot, "; ".join(items) + ".", chosen, compose.heading(self.snapshot, *chosen))

    def _first(self, statement: Statement) -> Answer:
        return compose.sentences(self.snapshot, [statement])

    def _gap(self, named: Sequence[str]) -> Answer:
        """Say who has more and by how much, held at one time where there is one for all."""
        shared = [s for s in self._same_time() if s.subject in named]
        held = shared if len(shared) >= 2 else [self.latest[i] for i in named]
        more, less = max(held, key=_size), min(held, key=_size)
        high, low = (compose.name(self.snapshot, s.subject) for s in (more, less))
        when = f" ({edtf.parse(more.as_of).spoken()})" if more.as_of and more.as_of == less.as_of else ""
        gap = money(_size(more) - _size(less), more.unit or "")
        text = f"{high} had more than {low}: {self._amount(more)} against {self._amount(less)}{when}, "
        text += f"a gap of about {gap}."
        said = [more, less]
        newer = self.latest[more.subject]
        if newer is not more:
            text += f" {newer.text}"
            said.append(newer)
        return compose.answer(self.snapshot, text, said, compose.heading(self.snapshot, more, less))

    def _sum(self, named: Sequence[str]) -> Answer | None:
        parts = [s for s in self._same_time() if s.subject in named]
        if len(parts) != len(named) or len({s.unit for s in parts}) != 1:
            return None
        total = format(sum((_size(s) for s in parts), start=Decimal(0)), ",.0f")
        said = f"${total}" if parts[0].unit == "USD" else f"{total} {parts[0].unit}"
        items = [f"{compose.name(self.snapshot, s.subject)} {self._amount(s)}" for s in parts]
        text = f"Together about {said}: {listed(items)}."
        return compose.answer(self.snapshot, text, parts, compose.heading(self.snapshot, *parts))

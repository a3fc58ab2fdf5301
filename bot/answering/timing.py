"""The time that a question asks about: a month or year named, or the moment of some endorsement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.asked import wanted_of
from bot.answering.units import Reading
from knowledge import edtf
from knowledge.model import Statement

MONTHS = {
    name: at
    for at, names in enumerate(
        ("january jan", "february feb", "march", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_BEFORE = frozenset(["before", "prior", "until"])
_POINTERS = frozenset(
    ["when", "time", "before", "prior", "after", "until", "moment", "as", "once", "by", "since", "cited"]
)
_IN = frozenset(["in", "with", "from"])
_ARTICLES = frozenset(["report", "source"])
_ADJUNCT = 8
_SAYING = frozenset(["endorse", "decision", "said", "report", "source"])


@dataclass(frozen=True)
class Scope:
    """A span of time that an answer has to lie in.

    Attributes:
        first, last: its ends, both included.
        exact: the EDTF time itself, where the scope is the moment of some event.
        sources: the articles of that moment, all of whose figures count as of it.
    """

    first: date
    last: date
    exact: str | None = None
    sources: frozenset[str] = frozenset()

    def holds(self, statement: Statement) -> bool:
        """Tell whether a statement was true at this time, as far as its dates say."""
        q = statement.qualifiers
        if self.exact is not None and statement.as_of == self.exact:
            return True
        if statement.amount is not None and any(r.source in self.sources for r in statement.references):
            return True
        if q.since or statement.date:
            begun = edtf.parse(q.since or statement.date or "")
            if self.first <= begun.first and begun.last <= self.last:
                return True
        if not statement.as_of:
            return False
        known = edtf.parse(statement.as_of)
        return self.first <= known.first and known.last <= self.last


def scope_of(
    reading: Reading, endorsed: Mapping[str, str], published: Mapping[str, frozenset[str]], horizon: str
) -> tuple[Scope | None, Reading]:
    """Find the time that a question asks about, and give the question without the words that say it.

    Args:
        endorsed: when each endorser endorsed, as EDTF.
        published: the articles of each time, by its EDTF.
        horizon: the date of the newest source.
    """
    return _event(reading, endorsed, published) or _calendar(reading, horizon) or (None, reading)


def _event(
    reading: Reading, endorsed: Mapping[str, str], published: Mapping[str, frozenset[str]]
) -> tuple[Scope, Reading] | None:
    asks = [
        at
        for at, t in enumerate(reading.tokens)
        if t in ("who", "what", "which", "how", "where", "was", "were", "whom")
    ]
    for unit in reading.units:
        moment = next((endorsed[i] for i in sorted(unit.ids) if i in endorsed), None)
        if moment is None or len(unit.ids) > 1:
            continue
        pointer = next(
            (at for at in range(unit.start - 1, max(-1, unit.start - 5), -1) if reading.tokens[at] in _POINTERS | _IN),
            None,
        )
        follows = next((u for u in reading.units if u.start == unit.end), None)
        if pointer is None and follows and follows.concepts & _ARTICLES:
            pointer = unit.start
        if pointer is None:
            continue
        if reading.tokens[pointer] == "when" and not any(at < pointer or at > unit.end for at in asks):
            continue
        said = [u for u in reading.units if unit.start < u.start <= unit.start + _ADJUNCT and u.concepts & _SAYING]
        if not said or (reading.tokens[pointer] in _IN and not said[0].concepts & _ARTICLES):
            continue
        end = said[0].end
        after = next((u for u in reading.units if u.start == end and u.ids), None)
        if after and any(u.hard and not pointer <= u.start < after.end for u in reading.units):
            end = after.end
        when = edtf.parse(moment)
        before = reading.tokens[pointer] in _BEFORE
        scope = (
            Scope(date.min, when.last if when.is_interval else when.first)
            if before
            else Scope(when.first, when.last, moment, published.get(moment, frozenset()))
        )
        return scope, cut(reading, pointer, end)
    return None


def cut(reading: Reading, start: int, end: int) -> Reading:
    """Give the question without the tokens from start to end, read afresh as to what it wants."""
    tokens = (*reading.tokens[:start], *reading.tokens[end:])
    gone = end - start
    units = tuple(
        u if u.end <= start else replace(u, start=u.start - gone, end=u.end - gone)
        for u in reading.units
        if u.end <= start or u.start >= end
    )
    return replace(reading, tokens=tokens, units=units, wanted=wanted_of(tokens))


def _calendar(reading: Reading, horizon: str) -> tuple[Scope, Reading] | None:
    tokens = reading.tokens
    now = edtf.parse(horizon)
    years = [int(t) for t in tokens if len(t) == 4 and t.isdigit() and 1900 <= int(t) <= 2100]
    named = [(at, MONTHS[t]) for at, t in enumerate(tokens) if t in MONTHS and not _is_modal(tokens, at)]
    if not named or reading.wanted == "time" or reading.form == "check":
        return None
    at, month = named[0]
    if len(named) > 1:
        return None
    year = years[0] if years else now.last.year - (month > now.last.month)
    span = edtf.parse(f"{year}-{month:02d}")
    gone = {tokens[at], str(year)}
    kept = tuple(u for u in reading.units if u.text not in gone and not (u.kind == "number" and abs(u.start - at) <= 2))
    if not any(u.hard for u in kept):
        return None
    return Scope(span.first, span.last), replace(reading, units=kept)


def months_of(reading: Reading) -> list[Scope]:
    """Give every month with its year that the question names, in order."""
    tokens = reading.tokens
    out = []
    for at, token in enumerate(tokens):
        year = next((t for t in tokens[at + 1 : at + 3] if len(t) == 4 and t.isdigit()), None)
        if token in MONTHS and year:
            span = edtf.parse(f"{year}-{MONTHS[token]:02d}")
            out.append(Scope(span.first, span.last))
    return sorted(out, key=lambda scope: scope.first)


def _is_modal(tokens: tuple[str, ...], at: int) -> bool:
    return tokens[at] in ("may", "march") and not (
        at and tokens[at - 1] in ("in", "of", "through", "since", "by", "late", "early", "end")
    )

"""Small helpers for putting an answer into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answering.types import Citation
from knowledge import edtf
from knowledge.model import Statement
from knowledge.snapshot import Snapshot


def listed(items: Sequence[str], last: str = "and") -> str:
    """Join into a readable list: "a", "a and b", "a, b and c"; semicolons where an item holds a comma."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2 or not any(", " in item for item in items):
        return ", ".join(items[:-1]) + f" {last} {items[-1]}"
    return "; ".join(items[:-1]) + f"; {last} {items[-1]}"


def money(amount: Decimal, unit: str, bound: str | None = None) -> str:
    """Write an amount as newspapers do: "about $820,000", "more than $4.4 million", "52 percent"."""
    if unit.upper() == "USD":
        if amount >= 1_000_000 and amount % 1000 == 0:
            said = f"${format((amount / 1_000_000).normalize(), 'f')} million"
        else:
            said = f"${amount:,.0f}"
    else:
        said = f"{format(amount.normalize(), ',f')} {unit}"
    return f"{bound} {said}" if bound and bound != "exactly" else said


def cite(snapshot: Snapshot, statements: Iterable[Statement], each: int = 2) -> tuple[Citation, ...]:
    """Gather what statements rest on: for each the newest one or two references, merged by source, newest first."""
    paragraphs: dict[str, set[int]] = {}
    for statement in statements:
        # the article that was there when it happened speaks for it before later ones that mention it
        references = sorted(
            statement.references,
            key=lambda r: (snapshot.sources[r.source].published == statement.as_of, _published(snapshot, r.source)),
            reverse=True,
        )
        for reference in references[:each]:
            paragraphs.setdefault(reference.source, set()).update(reference.paragraphs[:2])
    ordered = sorted(paragraphs, key=lambda source: (_published(snapshot, source), source), reverse=True)
    return tuple(Citation(source, tuple(sorted(paragraphs[source]))) for source in ordered)


def newest(statements: Iterable[Statement]) -> str | None:
    """Give the as-of date of the newest state among statements, or None where nothing is dated."""
    dates = [s.as_of for s in statements if s.as_of]
    return max(dates, key=lambda d: (edtf.parse(d).last, edtf.parse(d).first), default=None)


def _published(snapshot: Snapshot, source_id: str) -> int:
    published = snapshot.sources[source_id].published
    return edtf.parse(published).last.toordinal() if published else 0

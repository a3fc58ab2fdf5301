"""What cited paragraphs, with their sources' metadata, can vouch for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from knowledge import edtf
from knowledge.model import Source
from knowledge.names import spaced, words
from knowledge.quantities import Day, Mention, mentions

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = {"last": -1, "this": 0, "next": 1}
_RELATIVE = re.compile(r"\b(last|this|next) (year|month)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """Paragraphs and the sources they stand in.

    Attributes:
        paragraphs: the text of each cited paragraph.
        sources: the sources that they belong to.
        derived: what a curator worked out from them, with the reason.
    """

    paragraphs: tuple[str, ...]
    sources: tuple[Source, ...]
    derived: str = ""

    @cached_property
    def text(self) -> str:
        """Give all there is, as folded words."""
        metadata = (m for s in self.sources for m in (s.label, s.headline, s.publisher) if m)
        return " ".join(spaced(text) for text in (*self.paragraphs, *metadata, self.derived))

    @cached_property
    def words(self) -> frozenset[str]:
        """Give the folded words, to look single ones up."""
        return frozenset(self.text.split())

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        texts = (*self.paragraphs, self.derived, *(m for s in self.sources for m in (s.label, s.headline) if m))
        return tuple(mention for text in texts for mention in mentions(text))

    @cached_property
    def _published(self) -> tuple[date, ...]:
        spans = [edtf.parse(source.published) for source in self.sources if source.published]
        return tuple(dict.fromkeys(day for span in spans for day in (span.first, span.last)))

    @cached_property
    def numbers(self) -> frozenset[tuple[str, Fraction]]:
        """Give every number and ordinal."""
        return frozenset((m.kind, m.number) for m in self._mentions if m.kind != "date")

    @cached_property
    def days(self) -> frozenset[Day]:
        """Give every date: those written, those of publication, and those that relative words stand for."""
        written = {m.day for m in self._mentions if m.kind == "date"}
        years = {(int(m.number), None, None) for m in self._mentions if m.is_year}
        return frozenset({*self._metadata_days(), *self._relative_days(), *years, *_dated(written, self._published)})

    def _metadata_days(self) -> Iterator[Day]:
        for source in self.sources:
            for part in (source.published or "").split("/"):
                if part:
                    yield day_of(part)

    def _relative_days(self) -> Iterator[Day]:
        text = " ".join(self.paragraphs)
        exact = [edtf.parse(s.published) for s in self.sources if s.published]
        for published in self._published:
            for which, unit in _RELATIVE.findall(text):
                step = _YEARS[which.lower()]
                if unit.lower() == "year":
                    yield (published.year + step, None, None)
                else:
                    months = published.year * 12 + published.month - 1 + step
                    yield (months // 12, months % 12 + 1, None)
        for day in (span.last for span in exact if span.first == span.last):
            for number, name in enumerate(_WEEKDAYS):
                if re.search(rf"\b{name}\b", text, re.IGNORECASE):
                    back = day - timedelta(days=(day.weekday() - number) % 7)
                    yield (back.year, back.month, back.day)

    def holds_number(self, mention: Mention) -> bool:
        """Say whether a number or ordinal stands here, as a number or, for a year, within a date."""
        if (mention.kind, mention.number) in self.numbers:
            return True
        return mention.is_year and any(year == mention.number for year, _, _ in self.days)

    def holds_day(self, day: Day) -> bool:
        """Say whether a date here agrees with this one in all that this one says."""
        return any(
            all(want is None or want == have for want, have in zip(day, known, strict=True)) for known in self.days
        )

    def holds_edtf(self, text: str) -> bool:
        """Say whether an EDTF date stands here: both ends of it, or a span within that of publication."""
        span = edtf.parse(text)
        within = (edtf.parse(s.published) for s in self.sources if s.published)
        if any(p.first <= span.first and span.last <= p.last for p in within):
            return True
        return all(self.holds_day(day_of(part)) for part in text.split("/"))

    def holds_form(self, forms: Iterable[str]) -> bool:
        """Say whether any of the forms stands here, whole."""
        return any(form in self.text for form in forms)

    def holds_word(self, word: str) -> bool:
        """Say whether all parts of a word stand here."""
        return all(part in self.words for part in words(word))


def day_of(text: str) -> Day:
    """Split one EDTF date into year, month and day."""
    year, month, day, *_ = (*(int(part) for part in text.split("-")), None, None)
    return year, month, day


def _dated(written: Iterable[Day], published: Iterable[date]) -> Iterator[Day]:
    """Give dates as written and, where the year is left out, with the years a reader would take them for."""
    published = tuple(published)
    for year, month, day in written:
        yield (year, month, day)
        if year is None and month is not None:
            for known in published:
                yield (known.year if month <= known.month else known.year - 1, month, day)
                yield (known.year if month >= known.month else known.year + 1, month, day)

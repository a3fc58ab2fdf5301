"""Dates of known precision: the part of EDTF (ISO 8601-2) that newspapers need.

Read here: a year, a month, a day ("2022", "2022-04", "2022-04-22") and an interval of two of them
("2021-12-08/2022-04-22"), which says that the time lies somewhere between its ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


_END = r"(?:[A-Z][a-z]+ (?:\d{1,2}, )?)?\d{4}"
_SAID = re.compile(rf"between {_END} and {_END}|[A-Z][a-z]+ (?:\d{{1,2}}, )?\d{{4}}")


@dataclass(frozen=True)
class Edtf:
    """A time as precisely as it is known.

    Attributes:
        text: the EDTF string itself.
        first: the earliest day it can mean.
        last: the latest day it can mean.
    """

    text: str
    first: date
    last: date

    @property
    def is_interval(self) -> bool:
        """Tell whether the time is only known to lie between two others."""
        return "/" in self.text

    def is_said_in(self, text: str) -> bool:
        """Tell whether a text gives this time in words; one that is only the end of a span does not count."""
        return self.spoken() in _SAID.findall(text)

    def spoken(self) -> str:
        """Say it as a newspaper would: "April 22, 2022", "March 2022", "between … and …"."""
        if not self.is_interval:
            return _spoken_part(self.text)
        start, end = self.text.split("/")
        return f"between {_spoken_part(start)} and {_spoken_part(end)}"


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read an EDTF string.

    Raises:
        ValueError: it is not a date of the kinds above, no such day exists, or an interval runs backwards.
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError(f"{text!r} has more than one '/'")
    first = _range(parts[0])[0]
    last = _range(parts[-1])[1]
    if first > last or (len(parts) == 2 and _range(parts[0])[0] > _range(parts[1])[0]):
        raise ValueError(f"{text!r} runs backwards")
    return Edtf(text, first, last)


def _range(part: str) -> tuple[date, date]:
    match = _PART.match(part)
    if not match:
        raise ValueError(f"{part!r} is not a year, month or day like 2022, 2022-04 or 2022-04-22")
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise ValueError(f"{part!r} does not exist in the calendar") from None


def _spoken_part(part: str) -> str:
    pieces = part.split("-")
    if len(pieces) == 1:
        return pieces[0]
    month = _MONTHS[int(pieces[1]) - 1]
    return f"{month} {pieces[0]}" if len(pieces) == 2 else f"{month} {int(pieces[2])}, {pieces[0]}"

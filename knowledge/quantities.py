"""Numbers and dates as newspapers write them: "$4.4 million", "two-thirds", "3rd", "Dec. 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Literal

Kind = Literal["number", "ordinal", "date"]
Day = tuple[int | None, int | None, int | None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_CARDINAL = {word: number for number, word in enumerate(_UNITS.split())}
_CARDINAL |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_CARDINAL |= {"hundred": 100, "dozen": 12}
_ORDINAL = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifths": 5}
_SCALE = {"hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6}
_SCALE |= {"billion": 10**9, "b": 10**9, "bn": 10**9, "trillion": 10**12}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WORD = "|".join(sorted(_CARDINAL, key=len, reverse=True))
_PATTERN = re.compile(
    rf"""
    (?P<iso>\b\d{{4}}-\d\d(?:-\d\d)?\b)
  | \b(?P<month>{_MONTH})(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<year>\d{{4}})\b)?(?!\w)
  | \b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}})\b)?(?!\w)
  | \b(?P<nth>\d+)(?:st|nd|rd|th)\b
  | (?P<digits>\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|k|m|b)\b)?
  | \b(?P<part>one|two|three|four)[\s-](?P<of>half|halves|thirds?|quarters?|fourths|fifths)\b
  | \bhalf[\s-]an?[\s-](?P<halfof>million|billion|dozen)\b
  | \b(?P<half>half)\b
  | \ban?\s+(?P<one>hundred|thousand|million|billion|dozen)\b
  | \b(?P<word>{_WORD})(?:[\s-](?P<plus>one|two|three|four|five|six|seven|eight|nine)\b)?
        (?P<wordscale>(?:[\s-](?:hundred|thousand|million|billion)\b)*)(?!\w)
  | \b(?P<nthword>{"|".join(_ORDINAL)})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAY_DATES = re.compile(r"\b(?:in|of|since|until|by|through|last|early|late|mid|next|this|and)[\s-]\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A number or date in a text.

    Attributes:
        surface: as it is written.
        kind: `number` (years among them), `ordinal` or `date`.
        number: what a number or ordinal amounts to.
        day: year, month and day of a date, as far as it is written.
    """

    surface: str
    kind: Kind
    number: Fraction = Fraction(0)
    day: Day = (None, None, None)

    @property
    def is_year(self) -> bool:
        """Say whether a number is written as a year is."""
        return self.kind == "number" and bool(re.fullmatch(r"(?:1[789]|20)\d\d", self.surface))


def is_month(word: str) -> bool:
    """Say whether a word is a month's name, long or short."""
    return bool(re.fullmatch(_MONTH, word))


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Find every number and date in a text."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for match in _PATTERN.finditer(text):
        surface = match.group().strip()
        found = match.groupdict()
        if found["iso"]:
            year, month, *rest = (int(part) for part in surface.split("-"))
            yield Mention(surface, "date", day=(year, month, rest[0] if rest else None))
        elif found["month"] or found["month2"]:
            yield from _month(text, match, found)
        elif found["nth"]:
            yield Mention(surface, "ordinal", Fraction(int(found["nth"])))
        elif found["nthword"]:
            yield Mention(surface, "ordinal", Fraction(_ORDINAL[surface.lower()]))
        else:
            yield Mention(surface, "number", _amount(found))


def _month(text: str, match: re.Match[str], found: dict[str, str | None]) -> Iterator[Mention]:
    name = found["month"] or found["month2"] or ""
    day = found["day"] or found["day2"]
    year = found["year"] or found["year2"]
    if not name[0].isupper():
        return
    if name == "May" and not (day or year or _MAY_DATES.search(text[: match.start()])):
        return
    month = _MONTHS.index(name[:3].lower()) + 1
    yield Mention(
        match.group().strip().rstrip("."), "date", day=(int(year) if year else None, month, int(day) if day else None)
    )


def _amount(found: dict[str, str | None]) -> Fraction:
    if digits := found["digits"]:
        return Fraction(digits.replace(",", "")) * _SCALE.get((found["scale"] or "").lower(), 1)
    if part := found["part"]:
        return Fraction(_CARDINAL[part.lower()], _PARTS[(found["of"] or "").lower()])
    if half := found["halfof"]:
        return Fraction(_SCALE.get(half.lower(), 12), 2)
    if found["half"]:
        return Fraction(1, 2)
    if one := found["one"]:
        return Fraction(_SCALE.get(one.lower(), 12))
    word, plus = (found["word"] or "zero").lower(), (found["plus"] or "zero").lower()
    number = _CARDINAL[word] + (_CARDINAL[plus] if _CARDINAL[word] >= 20 else 0)
    scales = re.findall(r"[a-z]+", (found["wordscale"] or "").lower())
    return Fraction(number * prod(_SCALE[scale] for scale in scales))

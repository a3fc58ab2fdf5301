"""A YAML file's comments, and which record each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from knowledge.yamltext import LOADER

_TRAILING = re.compile(r"[\]},:?+\d\s-]*?(?<!\S)(#.*)\Z")


@dataclass
class Comments:
    """Comment lines without their indentation.

    Attributes:
        head: those that open the file.
        before: for each record, those that stand above it or anywhere in it.
        tail: those after the last record.
    """

    head: list[str] = field(default_factory=list)
    before: list[list[str]] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def comments_in(text: str, starts: Sequence[int]) -> Comments:
    """Find every comment; `starts` are the lines on which the records start, counted from 1.

    The first block of comments opens the file, unless it is the second before the first record. A comment inside
    a record moves above it: none is lost.
    """
    lines = text.lstrip("\ufeff").splitlines()
    last = _last_content(text)
    found = Comments(before=[[] for _ in starts])
    heads: list[list[str]] = []
    previous = -1
    for number, comment in _comment_lines(lines, _token_ends(text)):
        index = bisect_right(starts, number) - 1
        if number > last:
            found.tail.append(comment)
        elif index < 0:
            if not heads or _gap(lines, previous, number):
                heads.append([])
            heads[-1].append(comment)
        else:
            own = lines[number - 1].lstrip() == comment and _stands_above_next(lines, number, starts, index)
            found.before[index + 1 if own else index].append(comment)
        previous = number
    _share_heads(heads, lines, starts, found)
    return found


def _share_heads(heads: list[list[str]], lines: Sequence[str], starts: Sequence[int], found: Comments) -> None:
    if len(heads) > 1 and starts and lines[starts[0] - 2].lstrip().startswith("#"):
        found.before[0] = heads.pop() + found.before[0]
    for number, block in enumerate(heads):
        found.head += ([""] if number else []) + block


def _gap(lines: Sequence[str], previous: int, number: int) -> bool:
    return any(not line.strip() for line in lines[previous : number - 1])


def _stands_above_next(lines: Sequence[str], number: int, starts: Sequence[int], index: int) -> bool:
    """Say whether only comments and blank lines lie between this line and the next record."""
    if index + 1 >= len(starts):
        return False
    between = lines[number : starts[index + 1] - 1]
    return all(not line.strip() or line.lstrip().startswith("#") for line in between)


def _comment_lines(lines: Sequence[str], ends: dict[int, tuple[int, bool]]) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(lines, start=1):
        column, inside = ends.get(number, (0, False))
        if inside:
            continue
        if match := _TRAILING.match(line, column):
            found.append((number, match[1].rstrip()))
    return found


def _token_ends(text: str) -> dict[int, tuple[int, bool]]:
    """Give for each line where its last token ends, and whether the whole line lies inside a scalar."""
    ends: dict[int, tuple[int, bool]] = {}
    for first, last, column, header in _spans(text):
        if header:
            ends[first] = (header, False)
            ends.update((line, (0, True)) for line in range(first + 1, last + 1))
            continue
        ends.update((line, (0, True)) for line in range(first, last))
        ends[last] = max(ends.get(last, (0, False)), (column, False))
    return ends


def _spans(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Give first line, last line, end column and, for a block scalar, the column after its header, of each token."""
    for event in yaml.parse(text, Loader=LOADER):
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or (start.line, start.column) == (end.line, end.column):
            continue
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):
            yield start.line + 1, end.line + (end.column > 0), 0, start.column + 1
        elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.CollectionEndEvent)):
            yield start.line + 1, end.line + 1, end.column, 0


def _last_content(text: str) -> int:
    """Give the last line that any record stands on."""
    return max((last for _, last, _, _ in _spans(text)), default=0)

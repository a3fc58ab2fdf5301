"""YAML text -> plain data, with the line and column of everything in it.

Only what a curator needs is read: mappings, lists and scalars of one document. What YAML offers beyond that
(tags, anchors, merge keys, several documents) is refused, so a file can neither run code nor blow up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

Path = tuple[str | int, ...]
Where = tuple[int, int]

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_SCALAR = 5_000

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Control, separator and invisible characters: they hide what a reviewer believes to read.
_UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})\Z", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,12}\Z", re.ASCII)
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}

_HINTS = (
    ("found a tab", "there is a tab here; indent with spaces"),
    ("'\\t'", "there is a tab here; indent with spaces"),
    (
        "mapping values are not allowed",
        "unquoted text may not hold ': '; put the text in double quotes, or is this line indented too far?",
    ),
    ("expected ':'", "a field needs ': ' after its name, and text that goes on must be indented further"),
    ("unexpected end of stream", "a quote was opened and never closed; close it"),
    ("',' or ']'", "a '[' list is not closed or lacks a comma; mend it"),
    ("',' or '}'", "a '{' record is not closed or lacks a comma; mend it"),
    ("cannot start any token", "text may not start with this character; put the text in double quotes"),
    ("escape", "a backslash in double quotes needs a second one before it"),
    ("expected '-' indicator", "every record of the list starts with '- ' in the same column; mend the indentation"),
    ("expected key", "the indentation or a quote is off here or on the line above; mend it"),
    ("document start", "the records end before this line; mend its indentation"),
)


@dataclass
class Document:
    """What one file holds.

    Attributes:
        data: dicts, lists, text, whole numbers, decimals, true and false, None; None where nothing could be read.
        marks: path -> line and column of the key (or list item), then of the value, counted from 1.
        problems: line, column and message of everything refused.
        readable: whether `data` is all that the file says.
    """

    data: object = None
    marks: dict[Path, tuple[Where, Where]] = field(default_factory=dict)
    problems: list[tuple[int, int, str]] = field(default_factory=list)
    readable: bool = True


class _Refused(Exception):
    def __init__(self, where: Where, message: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message


def read(content: bytes) -> Document:
    """Read one YAML file; never raises, whatever the bytes."""
    document = Document()
    try:
        text = decode(content)
        document.data = _Builder(text, document).build()
    except _Refused as refused:
        document.problems.append((*refused.where, refused.message))
        document.readable = False
    except yaml.MarkedYAMLError as error:
        document.problems.append((*_error_place(error), _hint(error)))
        document.readable = False
    except (yaml.YAMLError, ValueError, OverflowError):
        document.problems.append((1, 1, "this is not YAML that can be read; write it as docs/curating.md shows"))
        document.readable = False
    return document


def decode(content: bytes) -> str:
    """Give the text of a file that may be read at all: small, UTF-8, nothing invisible in it."""
    if len(content) > MAX_BYTES:
        raise _Refused((1, 1), f"the file is over {MAX_BYTES // 1_000_000} MB; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise _Refused((line, column), "this is not UTF-8; save the file as UTF-8") from None
    if match := _UNSEEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        raise _Refused((line, column), f"invisible or control character {_code(match.group())}; delete it")
    return text


class _Builder:
    """Builds plain data out of the parser's events, so nothing is resolved that a curator did not mean."""

    def __init__(self, text: str, document: Document) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self.marks = document.marks
        self.problems = document.problems

    def build(self) -> object:
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.DocumentStartEvent):
            raise _Refused((1, 1), "the file is empty; write its records or delete it")
        data = self._node(next(self.events), (), 0)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Refused(_at(event), "a second document starts here; keep one document a file, without '---'")
        return data

    def _node(self, event: yaml.Event, path: Path, depth: int, key_at: Where | None = None) -> object:
        where = _at(event)
        self.marks[path] = (key_at or where, where)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(where, f"'*{event.anchor}' repeats another place; write the value out")
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.anchor is not None:
            raise _Refused(where, f"'&{event.anchor}' marks a place to be repeated; take it out")
        if event.tag is not None:
            raise _Refused(where, f"the tag '{_short(event.tag)}' is not allowed; take it out")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, where)
        if depth >= MAX_DEPTH:
            raise _Refused(where, f"this is nested over {MAX_DEPTH} levels deep; flatten it")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth)
        return self._mapping(path, depth)

    def _scalar(self, event: yaml.ScalarEvent, where: Where) -> object:
        value: str = event.value
        if len(value) > MAX_SCALAR:
            raise _Refused(where, f"this text is over {MAX_SCALAR:,} characters; shorten it or close its quote")
        if match := _UNSEEN.search(value):
            raise _Refused(where, f"invisible or control character {_code(match.group())} in the text; delete it")
        return resolve(value) if event.style in (None, "") else value

    def _list(self, path: Path, depth: int) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            where = _at(event)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
                raise _Refused(where, "a field's name must be plain text; write it as 'name: value'")
            key: str = event.value
            if key == "<<":
                raise _Refused(where, "'<<' merges another place in; write the fields out")
            self._scalar(event, where)
            value = self._node(next(self.events), (*path, key), depth + 1, where)
            if key in found:
                self.problems.append(
                    (*where, f"{_short(key)!r} stands here and on line {lines[key]} already; keep one of the two")
                )
                continue
            found[key] = value
            lines[key] = where[0]
        return found


def resolve(plain: str) -> object:
    """Give what an unquoted scalar means: a number, true, false or null written just so, else its text."""
    if plain in _WORDS:
        return _WORDS[plain]
    if _INTEGER.match(plain):
        return int(plain) if plain != "-0" else plain
    if _DECIMAL.match(plain):
        return Decimal(plain)
    return plain


def _at(event: yaml.Event) -> Where:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _error_place(error: yaml.MarkedYAMLError) -> Where:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _hint(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for part, hint in _HINTS:
        if part in said:
            return f"this is not valid YAML: {hint}"
    return f"this is not valid YAML ({error.problem}); compare it with docs/curating.md"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."

"""The one way to write a race's files, so that a change shows in review as what it is and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import yaml

from knowledge.comments import comments_in
from knowledge.model import Plain
from knowledge.yamltext import resolve

WIDTH = 100
_RESOLVER = yaml.resolver.Resolver()
_DATE = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?\Z")
_PLAIN_START = re.compile(r"[^\W_]|[$(.+~/]", re.UNICODE)
_NOT_PLAIN = re.compile(r": |:\Z| #|[\t\n\r]|  ")


def canonical(text: str, records: Sequence[Plain], starts: Sequence[int], *, single: bool) -> str:
    """Write a file's records in canonical form, keeping the comments of the text they were read from.

    Args:
        text: the file as it stands.
        records: its records as they were read.
        starts: the line that each of them starts on, counted from 1.
        single: whether the file is one record instead of a list.
    """
    comments = comments_in(text, starts)
    blocks = ["\n".join(comments.head)] if comments.head else []
    blocks += [_block(record, before, single) for record, before in zip(records, comments.before, strict=True)]
    if not records:
        blocks.append("[]")
    blocks += ["\n".join(comments.tail)] if comments.tail else []
    return "\n\n".join(blocks) + "\n"


def _block(record: Plain, before: Sequence[str], single: bool) -> str:
    lines = [line for key, value in fields_of(record) for line in _field(key, value, 0 if single else 2)]
    if not single:
        lines[0] = "- " + lines[0][2:]
    return "\n".join([*before, *lines])


def fields_of(record: Plain) -> list[tuple[str, object]]:
    """Give a record's fields in canonical order, those left at their default out; a note comes last."""
    order = sorted(type(record).model_fields, key=lambda name: name == "note")
    set_fields = record.model_dump(exclude_defaults=True)
    return [(name, set_fields[name]) for name in order if name in set_fields]


def _field(key: str, value: object, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(value, Mapping):
        inner = [line for name, item in value.items() for line in _field(name, item, indent + 2)]
        return [f"{pad}{key}:", *inner]
    if isinstance(value, (list, tuple)):
        if value and isinstance(value[0], Mapping):
            return [f"{pad}{key}:", *(f"{pad}  - {_flow(item)}" for item in value)]
        line = f"{pad}{key}: {_flow(value)}"
        return [line] if len(line) <= WIDTH else [f"{pad}{key}:", *_filled(value, indent + 2)]
    line = f"{pad}{key}: {scalar(value)}"
    if len(line) <= WIDTH or not isinstance(value, str) or re.search(r"\A\S*\Z|[^\S ]", value):
        return [line]
    return [f"{pad}{key}: >-", *_wrapped(value, indent + 2)]


def _wrapped(text: str, indent: int) -> list[str]:
    """Wrap text at single spaces only: those are what a folded scalar gives back."""
    lines = [""]
    for word in re.split(r"(?<! ) (?! )", text):
        if lines[-1] and indent + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return [" " * indent + line for line in lines]


def _filled(items: Sequence[object], indent: int) -> list[str]:
    """Write a list that is too long for one line over several, each filled."""
    pad = " " * indent
    lines = [pad + "["]
    for number, item in enumerate(items):
        piece = scalar(item, flow=True) + ("]" if number == len(items) - 1 else ",")
        glue = "" if lines[-1].endswith("[") else " "
        if len(lines[-1]) + len(glue) + len(piece) > WIDTH and glue:
            lines.append(f"{pad} {piece}")
        else:
            lines[-1] += glue + piece
    return lines


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def scalar(value: object, *, flow: bool = False) -> str:
    """Write one value: numbers, true and false as they are; text without quotes wherever that is safe."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, str):
        return str(value)
    return value if _is_plain(value, flow) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str, flow: bool) -> bool:
    """Say whether unquoted text stays just this text, here and for every YAML 1.1 reader."""
    if _DATE.match(text) or not _PLAIN_START.match(text) or _NOT_PLAIN.search(text) or text != text.strip():
        return False
    if flow and re.search(r"[\[\]{},?]|:\Z|:[^\w/]", text):
        return False
    if text.startswith("...") or resolve(text) != text:
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == "tag:yaml.org,2002:str")

"""What makes facts hard to keep: names that collide, records nobody uses, the same thing said twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knowledge.check_links import named, used_ids
from knowledge.errors import Problem
from knowledge.reading import Key, Reading

_ENDED = re.compile(r"[.!?][\"'\u201d\u2019)]*\Z")


def tidiness_problems(reading: Reading) -> list[Problem]:
    """Give everything that a curator should mend before merging, though answers would be right with it."""
    if reading.facts is None:
        return []
    return [*_collisions(reading), *_unused(reading), *_duplicates(reading), *_sentences(reading), *_metadata(reading)]


def folded(name: str) -> str:
    """Give a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters.replace("'", "").replace("\u2019", "")))


def _collisions(reading: Reading) -> Iterator[Problem]:
    first: dict[str, tuple[Key, str]] = {}
    for key, entity in reading.entities():
        for index, name in enumerate((entity.name, *entity.aliases)):
            path: tuple[str | int, ...] = ("aliases", index - 1) if index else ("name",)
            other = first.setdefault(folded(name), (key, name))
            if other[0] != key:
                where = reading.places.where(other[0])
                message = f"{name!r} names the entity at {where} too; make them differ or use 'descriptions'"
                yield reading.problem(key, message, *path)
            elif index and name in (entity.name, *entity.aliases[: index - 1]):
                yield reading.problem(key, f"{name!r} stands in this record already; take it out", *path)


def _unused(reading: Reading) -> Iterator[Problem]:
    if reading.broken or not reading.complete:
        return
    used = used_ids(reading)
    for key, source in reading.sources():
        if source.id not in used:
            yield reading.problem(key, f"no statement rests on the source {source.id!r}; cite it or take it out", "id")
    for key, entity in reading.entities():
        if entity.id not in used:
            message = f"nothing names the {named(entity)} {entity.id!r}; use it in a statement or take it out"
            yield reading.problem(key, message, "id")


def _duplicates(reading: Reading) -> Iterator[Problem]:
    first: dict[object, str] = {}
    texts: dict[str, str] = {}
    for key, s in reading.statements():
        value = (s.object, s.amount, s.unit, s.date, s.value, s.novalue, s.somevalue)
        said = (s.subject, s.property, value, s.qualifiers, s.about)
        same = first.setdefault(said, s.id)
        same_text = texts.setdefault(folded(s.text), s.id)
        if same != s.id:
            yield reading.problem(key, f"{same!r} says the same; keep one, with the references of both", "id")
        elif same_text != s.id:
            yield reading.problem(key, f"{same_text!r} has the same text; keep one, or say how they differ", "text")


def _sentences(reading: Reading) -> Iterator[Problem]:
    for key, statement in reading.statements():
        if not _ENDED.search(statement.text):
            yield reading.problem(key, "the text is no finished sentence; end it with a full stop", "text")


def _metadata(reading: Reading) -> Iterator[Problem]:
    for key, source in reading.sources():
        if source.published_derived and not source.published:
            yield reading.problem(key, "no date goes with it; give 'published' or take it out", "published_derived")
        if len(set(source.metadata_paragraphs)) < len(source.metadata_paragraphs):
            yield reading.problem(key, "a paragraph stands in the list twice; keep one", "metadata_paragraphs")
    furniture = {source.id: set(source.metadata_paragraphs) for _, source in reading.sources()}
    for key, statement in reading.statements():
        if all(set(r.paragraphs) <= furniture.get(r.source, set()) for r in statement.references):
            message = "the statement rests on page furniture alone; cite a paragraph of the article itself"
            yield reading.problem(key, message, "references")

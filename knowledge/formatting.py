"""A race's folder in canonical form: what differs from it, and the rewriting."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from pathlib import Path

from knowledge.canonical import canonical
from knowledge.errors import Problem
from knowledge.model import Plain
from knowledge.reading import Reading
from knowledge.yamltext import decode


def canonical_texts(folder: Path, reading: Reading) -> dict[Path, tuple[str, str]]:
    """Give for each file its text and its canonical text; a file with a problem in it is left out."""
    found = {}
    broken = {problem.file for problem in reading.problems}
    for file, records in _by_file(reading).items():
        if file not in broken:
            path = folder.parent / file
            text = decode(path.read_bytes())
            starts = [line for line, _ in records]
            single = path.name == "race.yaml"
            found[path] = (text, canonical(text, [record for _, record in records], starts, single=single))
    return found


def format_problems(folder: Path, reading: Reading) -> list[Problem]:
    """Give each file that is not in canonical form, at the first line that differs."""
    problems = []
    for path, (text, wanted) in canonical_texts(folder, reading).items():
        if text != wanted:
            pairs = enumerate(zip_longest(text.split("\n"), wanted.split("\n")), start=1)
            line = next(number for number, (is_now, should_be) in pairs if is_now != should_be)
            file = path.relative_to(folder.parent).as_posix()
            problems.append(Problem(file, line, 1, "not in canonical form; run 'python -m knowledge format'"))
    return problems


def rewrite(folder: Path, reading: Reading) -> list[Path]:
    """Bring every file without problems into canonical form and give those that changed."""
    changed = []
    for path, (text, wanted) in canonical_texts(folder, reading).items():
        if text != wanted:
            path.write_text(wanted, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _by_file(reading: Reading) -> dict[str, list[tuple[int, Plain]]]:
    found: dict[str, list[tuple[int, Plain]]] = defaultdict(list)
    assert reading.facts is not None or not reading.places.records
    for key, (file, start, marks) in reading.places.records.items():
        found[file].append((marks[start][1][0], reading.record(key)))
    return found

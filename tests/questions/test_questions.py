"""Questions by people who had read only the articles: what is right stays right, what is wrong grows no more.

The bars are what was measured last; raise them when answers get better. In nobody's favour: a question whose label
is disputed stays as it was written.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.answering import Answerer
from knowledge.files import default_directory, load, race_folder
from knowledge.snapshot import snapshot_of
from tests.questions.verdict import verdict

HERE = Path(__file__).parent
INVENTED = HERE.parent / "races" / "quillhaven-mayor-2023"
SHIPPED = race_folder(default_directory(), "illinois-secretary-of-state-2022")


@pytest.mark.parametrize(
    ("name", "folder", "right", "wrong"),
    [
        ("round-a", SHIPPED, 99, 8),
        ("round-b", SHIPPED, 103, 8),
        ("round-c", SHIPPED, 110, 5),
        ("round-d", SHIPPED, 59, 6),
        ("round-e", SHIPPED, 65, 1),
        ("round-f", SHIPPED, 115, 3),
        ("round-g", SHIPPED, 86, 3),
        ("quillhaven", INVENTED, 39, 3),
    ],
)
def test_a_round_of_questions_is_answered_no_worse_than_before(name: str, folder: Path, right: int, wrong: int):
    answerer = Answerer(snapshot_of(load(folder)))
    labels = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    counts = Counter(verdict(label, answerer.answer(label["q"])) for label in labels)
    assert counts["right"] >= right, counts
    assert counts["wrong"] <= wrong, counts

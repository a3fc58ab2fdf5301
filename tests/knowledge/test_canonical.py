import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import files, yamltext
from knowledge.canonical import canonical, scalar
from knowledge.formatting import canonical_texts, format_problems, rewrite
from knowledge.model import Person, Statement
from knowledge.snapshot import content_hash

Edit = Callable[[str, str, str], None]

MESSY = """\
# What this file is about.

# Of Jane.
-   name:  'Jane Doe'
    id: jane-doe      # the id stays
    aliases:
      - Janie
      # a note on the name
      - "J. D."
    note: >
      county assessor

- {id: john-roe, name: John Roe, short: null}


# Of Mary, first.

# Of Mary, second.
- id: mary-roe
  name: Mary Roe
# The end.
"""

NEAT = """\
# What this file is about.

# Of Jane.
# the id stays
# a note on the name
- id: jane-doe
  name: Jane Doe
  aliases: [Janie, J. D.]
  note: county assessor

- id: john-roe
  name: John Roe

# Of Mary, first.
# Of Mary, second.
- id: mary-roe
  name: Mary Roe

# The end.
"""


def test_the_committed_races_are_canonical() -> None:
    for folder in files.races_in(files.default_directory()).values():
        for path, (text, wanted) in canonical_texts(folder, files.read(folder)).items():
            assert text == wanted, f"{path.name}: run 'python -m knowledge format'"


def test_the_tests_own_race_is_canonical(race: Path) -> None:
    assert format_problems(race, files.read(race)) == []


def test_order_spacing_and_quotes_become_regular_and_comments_stay(race: Path) -> None:
    (race / "people.yaml").write_text(MESSY)
    before = content_hash(files.load(race))
    assert [path.name for path in rewrite(race, files.read(race))] == ["people.yaml"]
    assert (race / "people.yaml").read_text() == NEAT
    assert content_hash(files.load(race)) == before
    assert rewrite(race, files.read(race)) == []


def test_long_text_and_long_lists_are_wrapped(race: Path, edit: Edit) -> None:
    words = ", ".join(f"keyword {n}" for n in range(20))
    edit("statements/money.yaml", "keywords: [war chest]", f"keywords: [{words}]")
    edit("statements/money.yaml", "in cash in June 2024.", "in cash in June 2024: " + "money " * 30 + "# no comment.")
    text = (race / "statements" / "money.yaml").read_text()
    (race / "statements" / "money.yaml").write_text(re.sub(r"text: (.*no comment\.)", r'text: "\1"', text))
    before = files.load(race)
    rewrite(race, files.read(race))
    text = (race / "statements" / "money.yaml").read_text()
    assert max(len(line) for line in text.splitlines()) <= 100
    assert "  text: >-\n    Jane Doe had" in text
    assert "  keywords:\n    [keyword 0, keyword 1," in text
    assert files.load(race) == before
    assert rewrite(race, files.read(race)) == []


def test_the_first_line_that_differs_is_named(race: Path, edit: Edit) -> None:
    edit("statements/money.yaml", "unit: USD", "unit:  USD")
    assert [str(problem) for problem in format_problems(race, files.read(race))] == [
        "harbor-clerk-2024/statements/money.yaml:7:1: not in canonical form; run 'python -m knowledge format'"
    ]


def test_a_file_with_a_problem_is_left_as_it_is(race: Path, edit: Edit) -> None:
    edit("people.yaml", "name: John Roe", "nam: John  Roe")
    text = (race / "people.yaml").read_text()
    rewrite(race, files.read(race))
    assert (race / "people.yaml").read_text() == text


@pytest.mark.parametrize("text", ["no", "2024", "2024-06", "1.5", "~x: y", "a #b", "a: b", "- a", "1:30", "null"])
def test_text_that_yaml_might_take_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


LINES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from(" :#,[]{}'\"-\\"),
    min_size=8,
    max_size=150,
).filter(lambda text: len(text.strip()) >= 8)


@given(text=LINES, value=LINES, keywords=st.lists(LINES, max_size=4), amount=st.decimals(-(10**9), 10**9, places=2))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_read_back(text: str, value: str, keywords: list[str], amount: Decimal) -> None:
    fields = {
        "id": "a-b",
        "subject": "c",
        "property": "d",
        "text": text,
        "keywords": tuple(keywords),
        "derived": value,
        "amount": amount,
        "unit": "USD",
        "references": ({"source": "s", "paragraphs": (1, 2)},),
    }
    record = Statement.model_validate(fields)
    written = canonical("- id: a-b\n", [record], [1], single=False)
    document = yamltext.read(written.encode())
    if any("invisible" in problem[2] for problem in document.problems):
        return  # what may not stand in a file cannot come from one
    assert document.problems == []
    assert isinstance(document.data, list)
    back = document.data[0]
    assert (back["text"], back["derived"]) == (record.text, record.derived)
    assert back.get("keywords", []) == list(record.keywords)
    assert Decimal(back["amount"]) == amount
    assert yaml.safe_load(written)[0]["text"] == record.text


def test_a_list_without_records_stays_a_list() -> None:
    assert canonical("# Nobody yet.\n[]\n", [], [], single=False) == "# Nobody yet.\n\n[]\n"
    assert canonical("- id: a\n  name: A\n", [Person(id="a", name="A")], [1], single=False) == "- id: a\n  name: A\n"

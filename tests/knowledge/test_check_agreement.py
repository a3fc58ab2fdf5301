"""A statement's sentence and its as_of give the same time."""

import pytest

from knowledge.check import check, faults
from tests.knowledge.conftest import reading_of

MONEY = "statements/money.yaml"
CASH = 'as_of: "2024-06"\n  text: Jane Doe had about $1.2 million in cash in June 2024.'


def said(fields: str, text: str) -> list[str]:
    """Give what is said of a statement with these fields under its qualifiers and this text."""
    reading = reading_of({MONEY: (CASH, f"{fields}\n  text: Jane Doe had about $1.2 million in cash {text}.")})
    assert faults(reading) == []
    return [str(problem) for problem in check(reading)]


@pytest.mark.parametrize(
    ("as_of", "text", "mended"),
    [
        ("2024", "in May 2024", "2024-05"),
        ("2024", "on May 3, 2024", "2024-05-03"),
        ("2024-06", "on June 3, 2024", "2024-06-03"),
    ],
)
def test_a_date_that_the_text_knows_better_is_named(as_of: str, text: str, mended: str) -> None:
    (problem,) = said(f'as_of: "{as_of}"', text)
    assert "money.yaml:10:12: the text says " in problem
    assert f"and as_of only {as_of}; make as_of '{mended}'" in problem


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ('as_of: "2024-06-03"', "on June 3, 2024"),
        ('as_of: "2024"', "in 2024"),
        ('as_of: "2024"', "in May"),
        ('as_of: "2024"', "after March 2023"),
        ('as_of: "2024"', "before the vote on November 5, 2024"),
        ('as_of: "2024"\n    since: "2024-05"', "since May 2024"),
        ('as_of: "2024-05/2024-06"', "between May 2024 and June 2024"),
        ('as_of: "2024"\n  derived: no report gives the month', "since May 2024"),
    ],
)
def test_what_says_something_else_passes(fields: str, text: str) -> None:
    assert said(fields, text) == []

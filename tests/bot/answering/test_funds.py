"""Amounts by themselves and side by side."""

from collections.abc import Callable

import pytest

from bot.answering import Answer, Answerer
from knowledge.model import Qualifiers, RaceFacts
from knowledge.snapshot import snapshot_of

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("how much cash does Quillen have", "more than $1.3 million"),
        ("how much money does Brannick have?", "about $640,000"),
        ("what's in Coyle's war chest", "about $75,000"),
        ("brannick cash", "about $640,000"),
    ],
)
def test_an_amount_is_told_as_hedged_as_the_source_has_it(ask: Ask, question: str, amount: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert amount in answer.text


def test_the_most(ask: Ask):
    answer = ask("who has the most cash?")
    assert answer.kind == "answer"
    assert "Marta Quillen" in answer.text[:60]


def test_the_least(ask: Ask):
    answer = ask("who has the least money?")
    assert answer.kind == "answer"
    assert "Edda Coyle" in answer.text[:60]


@pytest.mark.parametrize(
    "question",
    [
        "who has more money, Quillen or Brannick?",
        "how much more cash does Quillen have than Brannick",
        "compare Quillen and Brannick's cash",
    ],
)
def test_two_are_compared_at_one_time(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "Marta Quillen" in answer.text[:40]
    assert "$900,000" in answer.text
    assert "$640,000" in answer.text
    assert "$260,000" in answer.text


def test_less_of_two_names_both_amounts(ask: Ask):
    answer = ask("who has less cash, Quillen or Coyle?")
    assert answer.kind == "answer"
    assert "$75,000" in answer.text


@pytest.mark.parametrize(
    "question",
    ["how much cash do Quillen and Brannick have together", "what is the total cash of Quillen and Brannick"],
)
def test_two_are_added_at_one_time(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "1,540,000" in answer.text or "1.54 million" in answer.text
    assert set(answer.statements) == {"quillen-cash-february", "brannick-cash-february"}


@pytest.mark.parametrize("question", ["how much money do the candidates have", "how much cash does everyone have?"])
def test_everybodys_amount_is_listed_with_its_time(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    for part in ("$1.3 million", "May 2024", "$640,000", "$75,000", "February 2024"):
        assert part in answer.text
    assert answer.as_of == "2024-05"


@pytest.mark.parametrize("question", ["how much cash does Wilma Tarrow have", "how much money does Sandler have"])
def test_an_amount_that_no_article_gives_is_not_given(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "no_answer"
    assert "$" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "how much cash does Brannick have",
        "did Brannick have $777,000?",
        "how much money does everyone have",
        "brannick 777000",
    ],
)
def test_a_figure_that_was_corrected_never_comes_back(ask: Ask, question: str):
    answer = ask(question)
    assert "777,000" not in answer.text
    assert "brannick-cash-misprinted" not in answer.statements


@pytest.mark.parametrize(
    "question", ["how much cash does Quillen have", "who has the most cash", "what cash has everyone"]
)
def test_of_two_figures_of_one_month_the_preferred_answers(facts: RaceFacts, question: str):
    same = Qualifiers(as_of="2024-02")
    statements = [
        s.model_copy(update={"qualifiers": same}) if s.id == "quillen-cash-may" else s
        for s in reversed(facts.statements)
    ]
    answerer = Answerer(snapshot_of(facts.model_copy(update={"statements": tuple(statements)})))
    answer = answerer.answer(question)
    assert answer.kind == "answer"
    assert "$1.3 million" in answer.text
    assert "$900,000" not in answer.text

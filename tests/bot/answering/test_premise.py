"""Questions that are off by one thing, and those that only look near to a fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answering import Answer

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("is Marta Quillen from Gullport", "Oxmoor"),
        ("is the Tidewater primary in may", "August 13, 2024"),
    ],
)
def test_a_supposition_that_is_off_is_answered_with_what_is_so(ask: Ask, question: str, instead: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert instead in answer.text


@pytest.mark.parametrize(
    "question", ["how much money has Quillen raised", "who raised the most money", "how much has Quillen spent on ads"]
)
def test_money_on_hand_does_not_answer_for_money_raised_or_spent(ask: Ask, question: str):
    assert ask(question).kind == "no_answer"


def test_what_somebody_said_is_answered_with_their_words_alone(ask: Ask):
    assert ask("what did Hask say").kind == "no_answer"


def test_a_greeting_gets_questions_that_work(ask: Ask):
    answer = ask("hello")
    assert answer.suggestions
    assert {ask(question).kind for question in answer.suggestions} == {"answer"}

"""Who is running, for whom, and when."""

from collections.abc import Callable

import pytest

from bot.answering import Answer

Ask = Callable[[str], Answer]


def test_everyone_running_now_is_named_for_both_parties(ask: Ask):
    answer = ask("who is running?")
    assert answer.kind == "answer"
    for name in ("Marta Quillen", "Joss Brannick", "Wilma Tarrow", "Ruben Tarrow", "Ivo Sandler"):
        assert name in answer.text
    assert "Coyle" not in answer.text
    assert answer.as_of == "2024-06-01"


@pytest.mark.parametrize(
    ("question", "there", "elsewhere"),
    [
        ("who are the Tidewater candidates", "Wilma Tarrow", "Sandler"),
        ("who is running for the Lanterns?", "Ruben Tarrow", "Quillen"),
        ("how many Tidewaters are running", "three", "Sandler"),
        ("who is in the Lantern primary", "Ivo Sandler", "Quillen"),
    ],
)
def test_one_partys_field_is_told_alone(ask: Ask, question: str, there: str, elsewhere: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert there in answer.text
    assert elsewhere not in answer.text
    assert "Coyle" not in answer.text


@pytest.mark.parametrize(
    "question",
    ["who was running in March?", "who was running in March 2024", "who was running when Greave endorsed Quillen"],
)
def test_an_older_field_is_told_by_its_time(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "Edda Coyle" in answer.text
    assert "Wilma Tarrow" not in answer.text
    assert answer.as_of == "2024-03-02"


def test_an_older_field_of_one_party(ask: Ask):
    answer = ask("who was running in March for the Lanterns")
    assert answer.text == "On March 2, 2024, one Lantern was running, Ivo Sandler."


@pytest.mark.parametrize("question", ["is Coyle still running?", "what happened to Edda Coyle", "did Coyle drop out"])
def test_who_is_gone_is_told_without_a_made_up_reason(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "no longer listed" in answer.text
    assert "no article says why" in answer.text


def test_what_changed(ask: Ask):
    answer = ask("has the field changed?")
    assert answer.kind == "answer"
    assert "Edda Coyle" in answer.text


@pytest.mark.parametrize("question", ["is Quillen running?", "is Marta Quillen a candidate"])
def test_a_candidate_is_running(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "Marta Quillen" in answer.text
    assert answer.as_of == "2024-06-01"


def test_when_a_candidate_entered(ask: Ask):
    assert "January 2024" in ask("when did Quillen enter the race").text


@pytest.mark.parametrize(
    ("question", "party"), [("which party is Sandler in", "Lantern"), ("is Quillen a Lantern?", "Tidewater")]
)
def test_a_candidates_party(ask: Ask, question: str, party: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert f"belongs to the {party} Party" in answer.text

"""Who endorses whom, who endorses nobody, and why."""

from collections.abc import Callable

import pytest

from bot.answering import Answer

Ask = Callable[[str], Answer]


@pytest.mark.parametrize(
    "question", ["who endorsed Quillen?", "who backs Marta Quillen", "Quillen's endorsements", "who is behind quillen"]
)
def test_everyone_who_endorses_somebody_is_named(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    for name in ("Otis Greave", "Dockhands United Local 12", "Ferry Crew Guild"):
        assert name in answer.text
    for name in ("Ardmore", "Netmakers", "Labor Council"):
        assert name not in answer.text


@pytest.mark.parametrize(
    "question", ["which unions endorsed Quillen", "what unions are backing quillen?", "Quillen unions"]
)
def test_unions_alone_are_named_when_unions_are_asked_for(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "Dockhands United Local 12" in answer.text
    assert "Ferry Crew Guild" in answer.text
    assert "Greave" not in answer.text


@pytest.mark.parametrize(
    ("question", "endorsed"),
    [
        ("who did Greave endorse?", "Marta Quillen"),
        ("who does the governor back", "Marta Quillen"),
        ("whom has Pell Ardmore endorsed", "Joss Brannick"),
        ("who do the Dockhands support", "Marta Quillen"),
        ("who is the Netmakers Union backing", "Joss Brannick"),
        ("who did local 12 endorse", "Marta Quillen"),
    ],
)
def test_whom_somebody_endorses_is_told(ask: Ask, question: str, endorsed: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert f"has endorsed {endorsed}" in answer.text
    assert len(answer.statements) == 1


def test_a_true_premise_is_confirmed(ask: Ask):
    answer = ask("did Greave endorse Quillen?")
    assert answer.kind == "answer"
    assert answer.text.startswith("Yes")


@pytest.mark.parametrize(
    "question",
    [
        "did Greave endorse Brannick?",
        "have the Dockhands endorsed Brannick",
        "my cousin says Greave endorsed Brannick, is that true?",
    ],
)
def test_a_false_premise_is_corrected(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert answer.text.startswith("No")
    assert "has endorsed Marta Quillen" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "who did the Labor Council endorse?",
        "who does the VLC support",
        "did the labor council endorse anyone",
        "did the Labor Council endorse Quillen?",
    ],
)
def test_endorsing_nobody_is_told_as_reported(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "endorses nobody" in answer.text
    assert not answer.text.startswith("Yes")


@pytest.mark.parametrize(
    "question", ["why did the labor council not endorse anyone", "why is the Labor Council neutral"]
)
def test_why_nobody_is_endorsed(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "split" in answer.text


def test_what_an_endorsement_takes(ask: Ask):
    answer = ask("how many votes does the Labor Council need to endorse")
    assert answer.kind == "answer"
    assert "two-thirds" in answer.text


def test_how_many_members_a_union_has(ask: Ask):
    assert "41,000" in ask("how many members does the Labor Council have").text


@pytest.mark.parametrize("question", ["who endorsed Wilma Tarrow", "which unions back Ruben Tarrow"])
def test_no_endorsement_reported_is_not_the_same_as_none(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "no_answer"
    assert "don't say" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "did the Bakers Union endorse Quillen",
        "who do the Coopers of Fernwick back",
        "does the Orchard Guild support Brannick",
    ],
)
def test_an_unknown_union_is_not_taken_for_a_known_one(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "no_answer"
    assert "endorsed" not in answer.text

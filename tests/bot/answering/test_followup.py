"""Questions that lean on the one before."""

from collections.abc import Callable

import pytest

from bot.answering import Answer

Talk = Callable[..., list[Answer]]


@pytest.mark.parametrize(
    "follow_up", ["and Brannick?", "what about brannick", "how about Joss Brannick?", "brannick's?"]
)
def test_and_somebody_else(talk: Talk, follow_up: str):
    assert talk("Where is Quillen from?", follow_up)[-1].text == "Joss Brannick is from Gullport."


def test_and_somebody_elses_cash(talk: Talk):
    assert "$640,000" in talk("how much cash does Quillen have", "and Brannick?")[-1].text


def test_and_somebody_elses_endorsements(talk: Talk):
    answer = talk("who endorsed Quillen?", "and Brannick?")[-1]
    assert "Pell Ardmore" in answer.text
    assert "Greave" not in answer.text


def test_and_the_other_party(talk: Talk):
    answer = talk("who are the Tidewater candidates", "and the Lanterns?")[-1]
    assert "Ruben Tarrow" in answer.text
    assert "Quillen" not in answer.text


def test_and_at_another_time(talk: Talk):
    answer = talk("who is running for the Lanterns?", "and in March?")[-1]
    assert answer.as_of == "2024-03-02"


def test_and_the_older_figure(talk: Talk):
    assert "$900,000" in talk("how much cash does Quillen have?", "and in February?")[-1].text


def test_why(talk: Talk):
    assert "split" in talk("who did the Labor Council endorse?", "why?")[-1].text


@pytest.mark.parametrize("reply", ["Wilma", "wilma tarrow"])
def test_a_name_settles_which_of_two_was_meant(talk: Talk, reply: str):
    asked_back, answer = talk("Where is Tarrow from?", reply)
    assert asked_back.kind == "clarify"
    assert answer.text == "Wilma Tarrow is from Fennick."


def test_and_somebody_of_whom_it_is_not_known(talk: Talk):
    assert talk("Where is Quillen from?", "and Sandler?")[-1].kind == "no_answer"


def test_he_and_she_are_whom_the_talk_is_about(talk: Talk):
    _, home, cash = talk("Who is Joss Brannick?", "where is he from", "how much cash does he have?")
    assert home.text == "Joss Brannick is from Gullport."
    assert "$640,000" in cash.text
    assert "Oxmoor" in talk("Who is Marta Quillen?", "where is she from")[-1].text


def test_a_pronoun_skips_those_whom_it_does_not_fit(talk: Talk):
    answer = talk("who did Greave endorse?", "where is she from?")[-1]
    assert answer.text == "Marta Quillen is from Oxmoor."


def test_when_was_that(talk: Talk):
    answer = talk("who did Greave endorse", "when was that?")[-1]
    assert answer.kind == "answer"
    assert "March 2, 2024" in answer.text


@pytest.mark.parametrize("follow_up", ["source?", "what's your source", "sources please"])
def test_the_source_of_what_was_just_said(talk: Talk, follow_up: str):
    first, answer = talk("Where is Brannick from?", follow_up)
    assert answer.kind == "answer"
    assert "Veldra Courier" in answer.text
    assert "7" in answer.text
    assert answer.citations == first.citations


def test_a_follow_up_survives_what_was_declined(talk: Talk):
    answers = talk("who will win?", "who is running?", "should I vote for Quillen?", "how much cash does she have?")
    assert [answer.kind for answer in answers] == ["declined", "answer", "declined", "answer"]
    assert "$1.3 million" in answers[-1].text


def test_a_whole_question_forgets_the_one_before(talk: Talk):
    answer = talk("how much cash does Quillen have", "where is Brannick from?")[-1]
    assert answer.text == "Joss Brannick is from Gullport."


def test_conversations_do_not_hear_each_other(talk: Talk):
    talk("Where is Quillen from?")
    assert talk("and Brannick?")[-1].text != "Joss Brannick is from Gullport."


def test_nothing_to_lean_on_is_no_error(talk: Talk):
    assert talk("and Farquhar?")[-1].kind == "no_answer"
    assert talk("when was that?")[-1].kind == "no_answer"

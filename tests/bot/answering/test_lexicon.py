"""The general vocabulary: what words mean, whatever the race."""

import pytest

from bot.answering.lexicon import lexicon
from bot.answering.text import stem, tokenize


def stems(phrase: str) -> list[str]:
    return [stem(word) for word in phrase.split()]


def said(question: str) -> str:
    return " ".join(token.text for token in lexicon().translate(tokenize(question)))


@pytest.mark.parametrize(
    ("phrase", "concept"),
    [
        ("endorsed", "endorse"),
        ("backing", "endorse"),
        ("war chest", "money"),
        ("unions", "union"),
        ("husband", "spouse"),
        ("hometown", "home"),
        ("running", "run"),
        ("stay neutral", "neutral"),
    ],
)
def test_words_that_mean_the_same_share_a_concept(phrase: str, concept: str):
    assert concept in lexicon().concepts(stems(phrase))


def test_a_word_of_no_concept_has_none():
    assert lexicon().concepts(["zbigniew"]) == frozenset()


def test_a_statement_is_about_its_longest_phrases():
    assert "money" in lexicon().concepts_in(tokenize("He holds a large war chest"))


@pytest.mark.parametrize("word", ["the", "is", "please"])
def test_small_words_carry_nothing(word: str):
    assert word in lexicon().fillers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whos backin quillen", "who is backing quillen"),
        ("how much $$$ does she have", "how much money does she have"),
        ("u dont know", "you do not know"),
    ],
)
def test_slang_is_written_out(typed: str, meant: str):
    assert said(typed) == meant


def test_spanish_is_written_in_english():
    assert said("cuanto dinero tiene Quillen") == "how much money has quillen"


def test_an_english_question_with_a_spanish_looking_word_stays_english():
    assert said("did the union say anything about its con men") == "did the union say anything about its con men"

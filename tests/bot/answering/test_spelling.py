"""Mending misspellings, and leaving alone what is none."""

from collections.abc import Callable

import pytest

from bot.answering import Answer
from bot.answering.spelling import Speller
from bot.answering.text import tokenize


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(
        frozenset(["quillen", "brannick", "tarrow"]),
        frozenset(["endorsement", "candidates", "cash"]),
        {"quilter": 9000, "barrow": 8000, "where": 40},
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quilen", "quillen"),
        ("quillan", "quillen"),
        ("qiullen", "quillen"),
        ("quillens", "quillen"),
        ("branick", "brannick"),
        ("brannik", "brannick"),
        ("endorsment", "endorsement"),
        ("candidtes", "candidates"),
    ],
)
def test_a_slip_is_mended(speller: Speller, typed: str, meant: str):
    assert speller.meant(typed) == meant


@pytest.mark.parametrize(
    "typed", ["quillen", "cash", "barrow", "quilter", "where", "zbigniew", "ca", "q", "1234", "c4sh"]
)
def test_a_word_a_stranger_and_a_number_stay_as_they_are(speller: Speller, typed: str):
    assert speller.meant(typed) is None


def test_two_words_just_as_near_mend_nothing():
    assert Speller(frozenset(["mardin", "mardon"]), frozenset(), {}).meant("mardan") is None


def test_mending_keeps_where_a_sentence_ends(speller: Speller):
    mended = speller.mend(tokenize("cash. quilen"))
    assert [(token.text, token.ends) for token in mended] == [("cash", False), ("quillen", True)]


@pytest.mark.parametrize(
    "question",
    [
        "where is Quilen from",
        "where is quillan from",
        "WHERE IS MARTA QUILLEN FROM??",
        "wheres quillens hometown",
        "where is qullen from 🏠🏠",
        "Where\u2019s Quillen from?",
        "quillen's home town?",
    ],
)
def test_a_misspelt_question_is_answered_as_the_right_one(ask: Callable[[str], Answer], question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert answer.text == "Marta Quillen is from Oxmoor."

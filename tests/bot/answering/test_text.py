"""From what somebody typed to words: folded, split, stemmed."""

import pytest

from bot.answering.text import MAX_TOKENS, fold, stem, tokenize, words


@pytest.mark.parametrize(
    "typed",
    [
        "quillen",
        "QUILLEN",
        "Quillén",
        "\uff51\uff55\uff49\uff4c\uff4c\uff45\uff4e",  # full width
        "Quillen's",
        "Quillen\u2019s",
        "Quillen?!",
        "«Quillen»",
        "qui\u200bllen",
        "💰Quillen💰",
    ],
)
def test_a_name_is_the_same_word_however_it_is_typed(typed: str):
    assert words(typed) == ("quillen",)


@pytest.mark.parametrize("typed", ["1,300,000", "1300000"])
def test_a_number_is_one_word_with_or_without_commas(typed: str):
    assert words(typed) == ("1300000",)


def test_a_decimal_stays_whole():
    assert words("1.3 million") == ("1.3", "million")


def test_a_verb_after_an_apostrophe_is_no_possessive():
    assert words("who's") == ("who's",)
    assert words("Brannick's cash") == ("brannick", "cash")


@pytest.mark.parametrize(
    ("one", "other"), [("endorse", "endorsements"), ("union", "unions"), ("ran", "running"), ("said", "say")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str):
    assert stem(one) == stem(other)


def test_a_sentence_ends_at_its_full_stop_and_not_at_an_initial():
    ends = [token.text for token in tokenize("Who is J. Brannick? Where is Gov. Greave from") if token.ends]
    assert ends == ["where"]


def test_a_comma_pauses_and_does_not_end():
    later = tokenize("Quillen, Brannick")[1]
    assert later.breaks
    assert not later.ends


def test_a_long_text_is_cut_and_not_refused():
    assert len(tokenize("cash " * 5000)) == MAX_TOKENS


@pytest.mark.parametrize("typed", ["", " \t\n", "🤖🤖", "\u200b\ufeff", "\x00\x07", "?!...", "\ud800"])
def test_what_holds_no_word_gives_none(typed: str):
    assert tokenize(typed) == []


def test_folding_drops_what_cannot_be_seen():
    assert fold("A\u200b\u202eB\x00") == "ab"

"""Words to a reading: who is named, what is asked for, in which form."""

from collections.abc import Callable

import pytest

from bot.answering.asked import wanted_of
from bot.answering.lexicon import lexicon
from bot.answering.names import name_index
from bot.answering.text import tokenize
from bot.answering.understand import read
from bot.answering.units import Reading
from knowledge.snapshot import Snapshot


@pytest.fixture(scope="module")
def reading(snapshot: Snapshot) -> Callable[[str], Reading]:
    names = name_index(snapshot)
    return lambda question: read(lexicon().translate(tokenize(question)), names, lexicon())


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("who endorsed Quillen", "person"),
        ("which candidates are running", "person"),
        ("when is the primary", "time"),
        ("what day is the primary", "time"),
        ("how much cash does Quillen have", "amount"),
        ("how many unions back Quillen", "count"),
        ("where is Quillen from", "place"),
        ("what town is Quillen from", "place"),
        ("why is the Labor Council neutral", "reason"),
        ("how long has Quillen been assessor", "duration"),
        ("what does the harbor warden do", "anything"),
    ],
)
def test_the_question_word_tells_what_is_wanted(question: str, wanted: str):
    assert wanted_of([token.text for token in tokenize(question)]) == wanted


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("did Greave endorse Quillen", "check"),
        ("Is Quillen from Oxmoor?", "check"),
        ("Quillen is from Oxmoor, right?", "check"),
        ("so is she married", "check"),
        ("who endorsed Quillen", "open"),
        ("Quillen cash", "open"),
    ],
)
def test_a_yes_or_no_question_is_told_from_an_open_one(reading: Callable[[str], Reading], question: str, form: str):
    assert reading(question).form == form


def test_every_name_becomes_a_unit(reading: Callable[[str], Reading]):
    named = [set(u.ids) for u in reading("did Dockhands United Local 12 back Marta Quillen or Brannick").units if u.ids]
    assert named == [{"dockhands-local-12"}, {"marta-quillen"}, {"joss-brannick"}]


def test_a_shared_surname_is_left_open(reading: Callable[[str], Reading]):
    (named,) = [u for u in reading("where is Tarrow from").units if u.ids]
    assert named.ids == {"wilma-tarrow", "ruben-tarrow"}


def test_an_unknown_word_has_to_be_accounted_for(reading: Callable[[str], Reading]):
    (stranger,) = [u for u in reading("who endorsed Farquhar").units if u.kind == "word"]
    assert stranger.hard
    assert stranger.text == "farquhar"


@pytest.mark.parametrize(
    ("question", "pronoun"), [("where is she from", "she"), ("and his cash", "he"), ("who is running", None)]
)
def test_a_pronoun_is_noted(reading: Callable[[str], Reading], question: str, pronoun: str | None):
    assert reading(question).pronoun == pronoun


def test_politeness_carries_nothing(reading: Callable[[str], Reading]):
    plain = {u.text for u in reading("how much cash does Quillen have").units if u.hard}
    polite = {
        u.text for u in reading("hi! could you please tell me how much cash does Quillen have, thanks").units if u.hard
    }
    assert polite == plain

"""Which words name whom."""

from collections.abc import Callable

import pytest

from bot.answering import Answer
from bot.answering.names import NameIndex, name_index
from bot.answering.text import words
from knowledge.snapshot import Snapshot


@pytest.fixture(scope="module")
def names(snapshot: Snapshot) -> NameIndex:
    return name_index(snapshot)


def meant(names: NameIndex, phrase: str) -> set[str] | None:
    """Whom a whole phrase means, or None where it is no name or only part of it is one."""
    tokens = words(phrase)
    found = names.at(tokens, 0)
    return set(found[1].ids) if found and found[0] == len(tokens) else None


@pytest.mark.parametrize("phrase", ["Marta Quillen", "Quillen", "Marta", "QUILLEN'S"])
def test_a_person_is_known_by_full_name_surname_and_first_name(names: NameIndex, phrase: str):
    assert meant(names, phrase) == {"marta-quillen"}


def test_a_surname_of_two_people_means_either(names: NameIndex):
    assert meant(names, "Tarrow") == {"wilma-tarrow", "ruben-tarrow"}


def test_the_first_name_tells_two_of_one_surname_apart(names: NameIndex):
    assert meant(names, "Wilma Tarrow") == {"wilma-tarrow"}
    assert meant(names, "Ruben") == {"ruben-tarrow"}


@pytest.mark.parametrize("phrase", ["Veldra Labor Council", "VLC", "Labor Council"])
def test_an_organization_is_known_by_name_and_alias(names: NameIndex, phrase: str):
    assert meant(names, phrase) == {"veldra-labor-council"}


@pytest.mark.parametrize("phrase", ["local 12", "Local No. 12", "Dockhands", "Dockhands United Local 12"])
def test_a_local_is_known_by_its_number_and_by_its_telling_word(names: NameIndex, phrase: str):
    assert meant(names, phrase) == {"dockhands-local-12"}


def test_another_number_is_another_local(names: NameIndex):
    assert meant(names, "local 13") is None


def test_a_description_describes_and_does_not_name(names: NameIndex):
    found = names.at(("labor", "umbrella"), 0)
    assert found is not None
    assert found[1].described
    named = names.at(("vlc",), 0)
    assert named is not None
    assert not named[1].described


def test_the_longest_name_counts(names: NameIndex):
    found = names.at(words("Tidewater primary for harbor warden of Veldra"), 0)
    assert found is not None
    assert found[1].ids == {"tidewater-primary"}


def test_a_party_and_its_primary_are_told_apart(names: NameIndex):
    assert meant(names, "Lanterns") == {"lantern-party"}
    assert meant(names, "Lantern primary") == {"lantern-primary"}
    assert meant(names, "the primary"[4:]) == {"tidewater-primary", "lantern-primary"}


def test_a_stranger_has_no_name_here(names: NameIndex):
    assert meant(names, "Zbigniew Farquhar") is None


def test_an_answer_uses_the_full_name(ask: Callable[[str], Answer]):
    assert "Marta Quillen" in ask("where is quillen from").text

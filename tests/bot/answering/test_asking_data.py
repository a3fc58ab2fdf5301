"""How people ask, as data: what stands in knowledge/asking holds up."""

import re
import string
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answering.refuse import refusal
from knowledge import asking
from knowledge.properties import properties

FILES = sorted(asking.FOLDER.rglob("*.yaml"))
NAMES = {"subject", "object", "topic"}
REPLY_NAMES = {"horizon", "race", "names", "sentence"}


class Strict(yaml.SafeLoader):
    """Refuses a key that is given twice."""


def mapping(loader: Strict, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = Counter(str(loader.construct_object(key, deep=True)) for key, _ in node.value)
    twice = [key for key, count in keys.items() if count > 1]
    assert not twice, f"{node.start_mark}: {twice}"
    return yaml.SafeLoader.construct_mapping(loader, node, deep)


Strict.add_constructor("tag:yaml.org,2002:map", mapping)


def fields(template: str) -> set[str]:
    """Give the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_loads_and_gives_no_key_twice(path: Path):
    assert yaml.load(path.read_text(encoding="utf-8"), Loader=Strict)


def test_every_property_has_an_intent_and_the_other_way_round():
    assert set(asking.table("en/intents")) == set(asking.table("properties")) == set(properties())


def test_a_concept_is_of_one_kind():
    groups = asking.table("en/concepts")
    assert set(groups) == {"topics", "details", "absent"}
    names = Counter(name for group in groups.values() for name in group)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_concept_has_words():
    for group in asking.table("en/concepts").values():
        for name, listed in group.items():
            assert isinstance(listed, str), name
            assert all(phrase.strip() for phrase in re.split(r"[,|]", listed)), name


def test_every_cue_is_a_concept():
    known = {name for group in asking.table("en/concepts").values() for name in group}
    cues = {cue for intent in asking.table("en/intents").values() for cue in intent.get("cues", ())}
    assert cues <= known


@pytest.mark.parametrize("name", asking.table("en/intents"))
def test_an_intent_can_be_put_into_words(name: str):
    intent = asking.table("en/intents")[name]
    assert set(intent) <= {"cues", "question", "heading", "several", "wants", "phrasings"}
    assert fields(intent["heading"]) <= NAMES
    assert fields(intent.get("question", "")) <= NAMES
    assert intent.get("question", "?").endswith("?")
    assert set(intent.get("wants", ())) <= {"person", "time", "amount", "count", "place", "reason", "duration"}


def test_every_refusal_pattern_compiles_and_none_refuses_everything():
    for kind, groups in asking.table("en/refusals").items():
        assert kind in ("decline", "no_answer")
        for name, group in groups.items():
            assert group["patterns"], name
            for pattern in group["patterns"]:
                # beside whole alternatives "(a|b)" or "(a|b)?" and gaps "*", a pattern holds words alone
                assert re.fullmatch(r"[^()|?*]*", re.sub(r"\([^()]+\)\??|\*", "", pattern)), pattern
    # the first question compiles every pattern
    for words in ([], ["who"], ["who", "is", "running"]):
        assert refusal(words) is None


def test_every_refusal_has_its_standing_reply():
    replies = asking.table("en/replies")
    kinds = {"decline": "declined", "no_answer": "no_answer"}
    for kind, groups in asking.table("en/refusals").items():
        assert set(groups) <= set(replies[kinds[kind]])


def test_every_standing_reply_formats():
    for kind, replies in asking.table("en/replies").items():
        assert kind in ("declined", "no_answer", "clarify")
        for text in replies.values():
            assert fields(text) <= REPLY_NAMES
            said = text.format(horizon="June 1, 2024", race="the race", names="X and Y", sentence="Z.")
            assert "{" not in said
            assert len(said) < 350


def test_spanish_words_stand_for_english_ones():
    for word, meant in asking.table("es/words").items():
        assert isinstance(word, str)
        assert isinstance(meant, str)
        assert meant.isascii()


def test_common_words_are_ranked_from_the_commonest():
    ranks = asking.common_words()
    assert ranks["the"] < ranks["harbor"]
    assert all(word == word.casefold() for word in ranks)

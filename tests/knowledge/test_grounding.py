import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge import files
from knowledge.articles import read_articles
from knowledge.check_agreement import agreement_problems
from knowledge.errors import KnowledgeError
from knowledge.grounding import ground
from knowledge.model import RaceFacts, Statement
from knowledge.quantities import mentions
from knowledge.reading import Reading
from tests.knowledge.conftest import ARTICLES, reading_of, write_race

PARAGRAPHS = {name: [line for line in text.splitlines() if line] for name, text in ARTICLES.items()}
MONEY, PEOPLE = "statements/money.yaml", "statements/people.yaml"
REAL_ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"


def said(changes: dict[str, tuple[str, str]] | None = None) -> list[str]:
    reading = reading_of(changes)
    assert reading.problems == []
    return [str(problem) for problem in ground(reading, PARAGRAPHS)]


def test_statements_in_their_paragraphs_words_and_figures_stand() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (MONEY, "$1.2 million", "$1.3 million", "money.yaml:11:9: '1.3 million' stands in none"),
        (MONEY, "amount: 75000", "amount: 76000", "money.yaml:33:11: '76,000' stands in none"),
        (MONEY, "June 2024.", "July 2024.", "money.yaml:11:9: 'July 2024' stands in none"),
        (MONEY, 'as_of: "2024-06"', 'as_of: "2023-06"', "money.yaml:10:12: '2023-06' stands in none"),
        (PEOPLE, "two-thirds", "three-quarters", "'three-quarters' stands in none"),
        (PEOPLE, "Local 12 endorsed", "Local 13 endorsed", "'13' stands in none"),
        (
            PEOPLE,
            "subject: mary-roe",
            "subject: dockers-union",
            "people.yaml:20:12: 'Dockers Union Local 12' stands in none",
        ),
        (PEOPLE, "object: [jane-doe]", "object: [mary-roe]", "people.yaml:14:12: 'Mary Roe' stands in none"),
        (PEOPLE, "Mary Roe belongs", "Anders Berg belongs", "'Berg' stands in none"),
        (PEOPLE, "endorsed Jane Doe", "endorsed Anders Berg", "'Anders' stands in none"),
        (
            PEOPLE,
            "paragraphs: [1]}",
            "paragraphs: [4]}",
            "people.yaml:9:43: paragraph 4 of 'money-report' says nothing of this",
        ),
        (PEOPLE, "paragraphs: [1]}", "paragraphs: [3]}", "'Tide Party' stands in none"),
        (
            PEOPLE,
            "paragraphs: [1]}",
            "paragraphs: [1, 4]}",
            "people.yaml:9:46: paragraph 4 of 'money-report' says nothing",
        ),
        (PEOPLE, "paragraphs: [1]}", "paragraphs: [5]}", "people.yaml:9:43: 'money-report' has 4 paragraphs"),
    ],
)
def test_a_changed_digit_a_swapped_name_and_a_wrong_paragraph_are_caught(
    file: str, old: str, new: str, expected: str
) -> None:
    found = said({file: (old, new)})
    assert any(expected in problem for problem in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe had about 1,200,000 dollars in June 2024.",
        "Doe had $1.2M as filings showed on Wednesday, June 26, 2024.",
        "Jane Doe's campaign had $1.2 million, reported the Harbor Gazette.",
    ],
)
def test_other_ways_to_write_the_same_stand(text: str) -> None:
    assert said({MONEY: ("Jane Doe had about $1.2 million in cash in June 2024.", text)}) == []


def test_a_paragraph_that_says_the_3rd_supports_third_and_no_other() -> None:
    at = {MONEY: ("John Roe had $75,000 in cash in June 2024.", "John Roe had $75,000 by the third of June 2024.")}
    assert said(at) == []
    at = {MONEY: ("John Roe had $75,000 in cash in June 2024.", "John Roe had $75,000 by the fourth of June 2024.")}
    assert any("'fourth'" in problem for problem in said(at))


def test_what_a_curator_derives_must_be_named_with_the_reason() -> None:
    old = "  text: John Roe had $75,000 in cash in June 2024."
    text = "  text: John Roe had $75,000 in June 2024, $1,125,000 less than the leader."
    assert any("'1,125,000'" in problem for problem in said({MONEY: (old, text)}))
    derived = "\n  derived: 1,200,000 in paragraph 2 less 75,000 makes 1,125,000."
    assert said({MONEY: (old, text + derived)}) == []


def test_a_shared_surname_counts_only_where_the_article_introduces_its_bearer() -> None:
    swapped = {MONEY: ("subject: john-roe\n", "subject: mary-roe\n")}
    assert any("'Mary Roe' stands in none" in problem for problem in said(swapped))


def test_an_article_that_is_missing_is_one_problem() -> None:
    found = ground(reading_of(), {"money-report": PARAGRAPHS["money-report"]})
    assert [problem.message for problem in found] == [
        "there is no article for 'dockers-decide'; put its text into dockers-decide.txt"
    ]


def test_articles_are_read_from_the_folder_or_the_races_own(tmp_path: Path) -> None:
    write_race(tmp_path, {"a.txt": "\ufeffone\n\n  \ntwo\r\n", "r/b.txt": "three\n", "other/c.txt": "four\n"})
    assert read_articles(tmp_path, "r") == {"a": ["one", "two"], "b": ["three"]}
    with pytest.raises(KnowledgeError, match="no directory"):
        read_articles(tmp_path / "x", "r")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("$4.4 million, $4.4M and 4,400,000", [4_400_000] * 3),
        ("nearly 900,000; half a million; 52k", [900_000, 500_000, 52_000]),
        ("three of twenty-one, a dozen", [3, 21, 12]),
        ("three hundred thousand", [300_000]),
        ("the 3rd and third", [3, 3]),
    ],
)
def test_figures_are_read_as_newspapers_write_them(text: str, amounts: list[int]) -> None:
    assert [mention.number for mention in mentions(text)] == amounts


def test_dates_are_read_as_newspapers_write_them() -> None:
    text = "Dec. 8, 2021; 2021-12-08; December 8, 2021; 8 December; June 2021; in May. It may be; the march."
    assert [mention.day for mention in mentions(text)] == [
        (2021, 12, 8), (2021, 12, 8), (2021, 12, 8), (None, 12, 8), (2021, 6, None), (None, 5, None)
    ]  # fmt: skip


# The committed races against their articles, where those are at hand: what share of mistakes would be caught.

Mistakes = Callable[[RaceFacts, random.Random], Iterator[Statement]]


def changed_digits(facts: RaceFacts, chance: random.Random) -> Iterator[Statement]:
    for s in facts.statements:
        for match in re.finditer(r"\d", s.text):
            digit = chance.choice([d for d in "0123456789" if d != match.group()])
            yield s.model_copy(update={"text": s.text[: match.start()] + digit + s.text[match.end() :]})


def swapped_names(facts: RaceFacts, chance: random.Random) -> Iterator[Statement]:
    entities = {entity.id: entity for entity in facts.entities()}
    for s in facts.statements:
        others = [person for person in facts.people if person.id not in s.entity_ids()]
        for entity_id in s.entity_ids():
            if entities[entity_id].name in s.text:
                other = chance.choice(others).name
                yield s.model_copy(update={"text": s.text.replace(entities[entity_id].name, other)})


def shifted_paragraphs(facts: RaceFacts, chance: random.Random) -> Iterator[Statement]:
    for s in facts.statements:
        moved = (r.model_copy(update={"paragraphs": tuple(p + 1 for p in r.paragraphs)}) for r in s.references)
        yield s.model_copy(update={"references": tuple(moved)})


@pytest.mark.skipif(not REAL_ARTICLES.is_dir(), reason="the articles are kept outside the repository")
@pytest.mark.parametrize(
    ("mistakes", "share"), [(changed_digits, 0.95), (swapped_names, 0.95), (shifted_paragraphs, 0.8)]
)
def test_most_mistakes_in_the_committed_races_would_be_caught(
    mistakes: Mistakes, share: float, record_property: Callable[[str, object], None]
) -> None:
    for race, folder in files.races_in(files.default_directory()).items():
        facts = files.load(folder)
        articles = read_articles(REAL_ARTICLES, race)
        if not {source.id for source in facts.sources} <= set(articles):
            continue
        wrong = tuple(mistakes(facts, random.Random(7)))
        reading = Reading(facts.model_copy(update={"statements": wrong}))
        # Without places every problem stands at line 1; the index tells the statements apart.
        for index in range(len(wrong)):
            reading.places.add("statements", index, str(index), (), {})
        problems = [*ground(reading, articles), *agreement_problems(reading)]
        caught = len({problem.file for problem in problems})
        record_property(race, f"{caught} of {len(wrong)}")
        assert caught >= share * len(wrong), f"{caught} of {len(wrong)} caught"


@pytest.mark.skipif(not REAL_ARTICLES.is_dir(), reason="the articles are kept outside the repository")
def test_the_committed_races_stand_in_their_articles() -> None:
    for race, folder in files.races_in(files.default_directory()).items():
        assert [str(problem) for problem in ground(files.read(folder), read_articles(REAL_ARTICLES, race))] == []

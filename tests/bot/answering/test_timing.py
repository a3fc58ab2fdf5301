"""The time that a question asks about, and which of two states answers it."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.answering import Answer
from bot.answering.lexicon import lexicon
from bot.answering.names import name_index
from bot.answering.text import tokenize
from bot.answering.timing import Scope, scope_of
from bot.answering.understand import read
from knowledge.snapshot import Snapshot

HORIZON = "2024-06-01"
ENDORSED = {"otis-greave": "2024-03-02"}


@pytest.fixture(scope="module")
def scope(snapshot: Snapshot) -> Callable[[str], Scope | None]:
    names = name_index(snapshot)
    return lambda question: scope_of(read(tokenize(question), names, lexicon()), ENDORSED, {}, HORIZON)[0]


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("who was running in March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("who was running in March", date(2024, 3, 1), date(2024, 3, 31)),
        ("how much cash did Quillen have in December", date(2023, 12, 1), date(2023, 12, 31)),
        ("who was running when Greave endorsed Quillen", date(2024, 3, 2), date(2024, 3, 2)),
    ],
)
def test_a_month_or_an_endorsement_sets_the_time(
    scope: Callable[[str], Scope | None], question: str, first: date, last: date
):
    found = scope(question)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("question", ["who is running", "may I ask who is running", "when did Greave endorse Quillen"])
def test_a_question_of_no_time_has_none(scope: Callable[[str], Scope | None], question: str):
    assert scope(question) is None


def test_before_an_endorsement_ends_at_it(scope: Callable[[str], Scope | None]):
    found = scope("who was running before Greave endorsed Quillen")
    assert found is not None
    assert found.last == date(2024, 3, 2)


def test_a_scope_holds_what_was_true_within_it(snapshot: Snapshot):
    february = Scope(date(2024, 2, 1), date(2024, 2, 29))
    assert february.holds(snapshot.statements["quillen-cash-february"])
    assert not february.holds(snapshot.statements["quillen-cash-may"])
    assert not february.holds(snapshot.statements["quillen-home"])


@pytest.mark.parametrize(
    "question", ["how much cash does Quillen have", "how much cash does Quillen have now?", "Quillen's latest cash"]
)
def test_the_latest_state_answers(ask: Callable[[str], Answer], question: str):
    answer = ask(question)
    assert "$1.3 million" in answer.text
    assert "$900,000" not in answer.text
    assert answer.as_of == "2024-05"


@pytest.mark.parametrize(
    "question",
    [
        "how much cash did Quillen have in February?",
        "how much money did Quillen have in February 2024",
        "Quillen's cash in Feb",
    ],
)
def test_an_older_state_is_told_by_its_date(ask: Callable[[str], Answer], question: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert "$900,000" in answer.text.partition(".")[0]
    assert answer.as_of == "2024-02"


def test_a_time_without_a_state_is_never_given_as_held(ask: Callable[[str], Answer]):
    answer = ask("how much cash did Brannick have in May 2024?")
    assert answer.kind == "no_answer" or "February 2024" in answer.text


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("when is the Tidewater primary", "August 13, 2024"),
        ("when is the primary?", "August 13, 2024"),
        ("what date is the tidewater primary", "August 13, 2024"),
        ("when is the general election", "November 2024"),
    ],
)
def test_election_days_are_told_as_precisely_as_known(ask: Callable[[str], Answer], question: str, day: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert day in answer.text


def test_a_day_that_no_article_gives_is_not_made_up(ask: Callable[[str], Answer]):
    assert (
        ask("when is the Lantern primary").kind != "answer" or "Lantern" not in ask("when is the Lantern primary").text
    )

import pytest

from knowledge.check import check, faults
from tests.knowledge.conftest import reading_of

MONEY, PEOPLE = "statements/money.yaml", "statements/people.yaml"


def test_a_race_that_holds_up_has_no_problem() -> None:
    assert check(reading_of()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        # ids and what points at them
        (
            "people.yaml",
            "id: john-roe",
            "id: jane-doe",
            "people.yaml:5:7: the id 'jane-doe' stands at harbor-clerk-2024/people.yaml:1",
        ),
        (MONEY, "id: john-roe-cash", "id: tide-party", "money.yaml:30:7: the id 'tide-party' stands at"),
        (
            MONEY,
            "subject: jane-doe",
            "subject: jane-do",
            "money.yaml:4:12: unknown entity 'jane-do'; did you mean 'jane-doe'?",
        ),
        (
            MONEY,
            "source: money-report",
            "source: money-raport",
            "money.yaml:16:16: unknown source 'money-raport'; did you mean",
        ),
        (
            MONEY,
            "supersedes: doe-cash-2024-05",
            "supersedes: zzz",
            "money.yaml:14:15: unknown statement 'zzz'; name the older",
        ),
        (
            "race.yaml",
            "post: harbor-clerk",
            "post: jane-doe",
            "race.yaml:3:7: 'jane-doe' is a person, and 'post' needs a post",
        ),
        (
            "contests.yaml",
            "main: true",
            "party: dockers-union",
            "contests.yaml:4:10: 'dockers-union' is an organization, and 'party' needs a party",
        ),
        (
            "organizations.yaml",
            "type: party",
            "type: party\n  part_of: jane-doe",
            "organizations.yaml:9:12: 'jane-doe' is a person, and 'part_of'",
        ),
        ("organizations.yaml", "type: union", "type: union\n  works_for: tide-party", "and 'works_for' needs a person"),
        (
            "organizations.yaml",
            "type: union",
            "type: union\n  part_of: dockers-union",
            "'dockers-union' ends up within itself",
        ),
        # what statements say
        (
            PEOPLE,
            "property: endorsement",
            "property: endorsment",
            "people.yaml:13:13: unknown property 'endorsment'; did you mean 'endorsement'?",
        ),
        (
            PEOPLE,
            "property: party",
            "property: spouse",
            "people.yaml:22:12: the object of 'spouse' must be person, and this is organization",
        ),
        (
            PEOPLE,
            "property: endorsement",
            "property: occupation",
            "people.yaml:12:12: the subject of 'occupation' must be person",
        ),
        (
            PEOPLE,
            "object: [tide-party]",
            "value: tidal",
            "people.yaml:22:10: the property 'party' does not take 'value'; give object",
        ),
        # how they replace each other
        (
            MONEY,
            "supersedes: doe-cash-2024-05",
            "supersedes: doe-cash-2024-06",
            "money.yaml:14:15: the statement supersedes itself",
        ),
        (
            MONEY,
            "supersedes: doe-cash-2024-05",
            "supersedes: john-roe-cash",
            "money.yaml:14:15: 'john-roe-cash' has another subject or property",
        ),
        (
            MONEY,
            "  rank: preferred\n",
            "",
            "money.yaml:13:15: the statement supersedes 'doe-cash-2024-05'; give it 'rank: preferred'",
        ),
        (
            MONEY,
            '"2024-05"',
            '"2024-05"\n  rank: preferred',
            "money.yaml:25:9: 'doe-cash-2024-06' supersedes this statement",
        ),
        (MONEY, 'as_of: "2024-06"', 'as_of: "2024-04"', "money.yaml:10:12: as_of 2024-04 lies before 2024-05"),
        (
            MONEY,
            "text: Jane Doe had $900,000",
            "supersedes: doe-cash-2024-06\n  text: Jane Doe had $900,000",
            "supersede each other in a circle",
        ),
        # dates
        (
            MONEY,
            'as_of: "2024-06"',
            'as_of: "2024-07"',
            "money.yaml:10:12: as_of 2024-07 lies after the race's horizon",
        ),
        (
            MONEY,
            'as_of: "2024-06"',
            'since: "2024"\n    until: "2023"',
            "money.yaml:10:12: since 2024 lies after until 2023",
        ),
        (
            "sources.yaml",
            '"2024-05"',
            '"2024-08"',
            "sources.yaml:10:14: published after the race's horizon 2024-06-30; set the horizon to 2024-08-31",
        ),
        (
            "race.yaml",
            "2024-06-30",
            "2024-07-30",
            "race.yaml:4:10: the horizon is not the newest source's last day; set it to 2024-06-30",
        ),
        # citations
        (MONEY, "[2]", "[2, 2]", "money.yaml:16:46: paragraph 2 of 'money-report' is cited twice"),
    ],
)
def test_what_would_make_answers_wrong_is_refused(file: str, old: str, new: str, expected: str) -> None:
    reading = reading_of({file: (old, new)})
    assert reading.problems == []
    found = [str(problem) for problem in faults(reading)]
    assert any(expected in problem for problem in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "people.yaml",
            "name: John Roe",
            "name: John Roe\n  aliases: [Jané Doe]",
            "people.yaml:7:13: 'Jané Doe' names the entity at",
        ),
        (
            "people.yaml",
            "name: John Roe",
            "name: John Roe\n  aliases: [John Roe]",
            "'John Roe' stands in this record already",
        ),
        (
            "posts.yaml",
            "- id: harbor-clerk\n",
            "- id: pilot\n  name: Pilot\n- id: harbor-clerk\n",
            "posts.yaml:1:7: nothing names the post 'pilot'",
        ),
        (
            "sources.yaml",
            "- id: dockers-decide",
            "- id: spare\n  label: unused\n- id: dockers-decide",
            "no statement rests on the source 'spare'",
        ),
        (PEOPLE, "the Tide Party.\n", "the Tide Party\n", "people.yaml:23:9: the text is no finished sentence"),
        (
            PEOPLE,
            "Mary Roe belongs",
            "Mary Roe and John Roe belong",
            "people.yaml:23:9: the text names 'John Roe' and no field does; add 'john-roe' to 'about'",
        ),
        (PEOPLE, "Mary Roe belongs to", "She belongs to", "people.yaml:20:12: the text does not name 'Mary Roe'"),
        (MONEY, "$75,000", "$76,000", "money.yaml:35:11: the text does not give the amount 75,000"),
        (
            "sources.yaml",
            'published: "2024-05"',
            "published_derived: it follows",
            "sources.yaml:10:22: no date goes with it",
        ),
        (
            "sources.yaml",
            'published: "2024-05"',
            "metadata_paragraphs: [4]",
            "people.yaml:19:3: the statement rests on page furniture alone",
        ),
    ],
)
def test_what_is_untidy_is_named_but_still_served(file: str, old: str, new: str, expected: str) -> None:
    reading = reading_of({file: (old, new)})
    found = [str(problem) for problem in check(reading)]
    assert any(expected.split(": ", 1)[-1] in problem for problem in found), found
    assert faults(reading) == []


def test_a_description_may_be_shared() -> None:
    both = {"people.yaml": ("name: John Roe", "name: John Roe\n  descriptions: [the harbor master]")}
    assert check(reading_of(both)) == []


def test_the_same_fact_twice_is_named() -> None:
    copy = """
- id: mary-roe-again
  subject: mary-roe
  property: party
  object: [tide-party]
  text: The Tide Party counts Mary Roe among its members.
  references:
    - {source: dockers-decide, paragraphs: [4]}
"""
    found = check(reading_of({PEOPLE: ("[4]}\n", "[4]}\n" + copy)}))
    assert [problem.message for problem in found] == [
        "'mary-roe-party' says the same; keep one, with the references of both"
    ]


def test_two_values_where_there_is_one_at_a_time_are_named() -> None:
    second = """
- id: mary-roe-other-party
  subject: mary-roe
  property: party
  object: [dockers-union]
  text: Mary Roe belongs to Dockers Union Local 12.
  references:
    - {source: dockers-decide, paragraphs: [4]}
"""
    found = faults(reading_of({PEOPLE: ("[4]}\n", "[4]}\n" + second)}))
    assert any("'mary-roe-party' gives another 'party'" in problem.message for problem in found)


def test_every_message_says_what_is_wrong_and_how_to_mend_it() -> None:
    changes = {
        PEOPLE: ("property: endorsement", "property: zzz"),
        MONEY: ("subject: jane-doe", "subject: nobody-at-all"),
        "race.yaml": ("2024-06-30", "2024-07-30"),
    }
    found = check(reading_of(changes))
    assert len(found) >= 3
    assert all(";" in problem.message for problem in found)

"""An invented race with its articles, as a curator would write it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import files
from knowledge.reading import Reading

FILES = {
    "race.yaml": """\
id: harbor-clerk-2024
name: Harbor Clerk 2024
post: harbor-clerk
horizon: "2024-06-30"
""",
    "sources.yaml": """\
# Two articles of the Gazette.

- id: money-report
  label: the Gazette's report on money
  publisher: Harbor Gazette
  published: "2024-06-30"

- id: dockers-decide
  label: the Gazette's article on the dockers
  published: "2024-05"
""",
    "people.yaml": """\
- id: jane-doe
  name: Jane Doe
  short: Doe

- id: john-roe
  name: John Roe

- id: mary-roe
  name: Mary Roe
  descriptions: [the harbor master]
""",
    "organizations.yaml": """\
- id: dockers-union
  name: Dockers Union Local 12
  aliases: [DU Local 12]
  type: union

- id: tide-party
  name: Tide Party
  type: party
""",
    "posts.yaml": """\
- id: harbor-clerk
  name: Harbor Clerk
""",
    "contests.yaml": """\
- id: clerk-election
  name: election for Harbor Clerk
  post: harbor-clerk
  main: true
""",
    "statements/money.yaml": """\
# What the campaigns hold.

- id: doe-cash-2024-06
  subject: jane-doe
  property: cash-on-hand
  amount: 1200000
  unit: USD
  bound: about
  qualifiers:
    as_of: "2024-06"
  text: Jane Doe had about $1.2 million in cash in June 2024.
  keywords: [war chest]
  rank: preferred
  supersedes: doe-cash-2024-05
  references:
    - {source: money-report, paragraphs: [2]}

- id: doe-cash-2024-05
  subject: jane-doe
  property: cash-on-hand
  amount: 900000
  unit: USD
  qualifiers:
    as_of: "2024-05"
  text: Jane Doe had $900,000 in cash in May 2024.
  references:
    - {source: dockers-decide, paragraphs: [3]}

# John Roe has one figure only.
- id: john-roe-cash
  subject: john-roe
  property: cash-on-hand
  amount: 75000
  unit: USD
  qualifiers:
    as_of: "2024-06"
  text: John Roe had $75,000 in cash in June 2024.
  references:
    - {source: money-report, paragraphs: [3]}
""",
    "statements/people.yaml": """\
- id: doe-candidacy
  subject: jane-doe
  property: candidacy
  object: [clerk-election]
  qualifiers:
    party: tide-party
  text: Jane Doe of the Tide Party is running for Harbor Clerk.
  references:
    - {source: money-report, paragraphs: [1]}

- id: dockers-endorse-doe
  subject: dockers-union
  property: endorsement
  object: [jane-doe]
  text: Dockers Union Local 12 endorsed Jane Doe; two-thirds of its members voted for her.
  references:
    - {source: dockers-decide, paragraphs: [1, 2]}

- id: mary-roe-party
  subject: mary-roe
  property: party
  object: [tide-party]
  text: Mary Roe belongs to the Tide Party.
  references:
    - {source: dockers-decide, paragraphs: [4]}
""",
}

ARTICLES = {
    "money-report": """\
Jane Doe, who wants to be the next clerk, leads the Tide Party's field.

Doe's account holds $1.2 million, filings of Wednesday show; that was counted in June.
Her rival John Roe reported $75,000 in June, and little since the 3rd of the month.
Weather: mild, with some rain in the evening.
""",
    "dockers-decide": """\
Members of DU Local 12 will back Doe.
Two-thirds of them, 4,400 people, voted for it on May 8.
Doe had $900,000 then.
The harbor master, Mary Roe, is of the Tide Party too and has kept out of it. So has John Roe.
""",
}


def write_race(folder: Path, contents: dict[str, str]) -> Path:
    for relative, text in contents.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def reading_of(changes: dict[str, tuple[str, str]] | None = None) -> Reading:
    """Read the race with one passage of a file replaced for another."""
    contents = dict(FILES)
    for relative, (old, new) in (changes or {}).items():
        assert old in contents[relative], f"{old!r} is not in {relative}"
        contents[relative] = contents[relative].replace(old, new, 1)
    return files.read_texts("harbor-clerk-2024", {name: text.encode() for name, text in contents.items()})


@pytest.fixture
def races(tmp_path: Path) -> Path:
    """Give a directory of races with the invented one in it."""
    write_race(tmp_path / "races" / "harbor-clerk-2024", FILES)
    return tmp_path / "races"


@pytest.fixture
def race(races: Path) -> Path:
    return races / "harbor-clerk-2024"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    write_race(folder, {f"{name}.txt": text for name, text in ARTICLES.items()})
    return folder


@pytest.fixture
def edit(race: Path) -> Callable[[str, str, str], None]:
    """Give a function that replaces a passage of one of the race's files."""

    def replace(relative: str, old: str, new: str) -> None:
        path = race / relative
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace

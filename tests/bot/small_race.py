"""A race of one post, two people and one article, as a curator would write it."""

from pathlib import Path

FILES = {
    "race.yaml": """\
id: harbor-clerk-2024
name: Harbor Clerk 2024
post: harbor-clerk
horizon: 2024-06-30
""",
    "sources.yaml": """\
- id: doe-leads-money
  label: the Gazette's report on money
  publisher: Harbor Gazette
  published: 2024-06-30
""",
    "people.yaml": """\
- id: jane-doe
  name: Jane Doe
  short: Doe
- id: john-roe
  name: John Roe
  short: Roe
""",
    "posts.yaml": """\
- id: harbor-clerk
  name: Harbor Clerk
""",
    "contests.yaml": """\
- id: clerk-election
  name: the November election for Harbor Clerk
  post: harbor-clerk
  main: true
""",
    "statements/money.yaml": """\
- id: doe-cash-2024-06
  subject: jane-doe
  property: cash-on-hand
  amount: 120000
  unit: USD
  bound: about
  qualifiers:
    as_of: 2024-06
  text: Jane Doe had about $120,000 in cash at the end of June 2024.
  references:
    - {source: doe-leads-money, paragraphs: [4]}
- id: roe-cash-2024-06
  subject: john-roe
  property: cash-on-hand
  amount: 90000
  unit: USD
  qualifiers:
    as_of: 2024-06
  text: John Roe had $90,000 in cash at the end of June 2024.
  references:
    - {source: doe-leads-money, paragraphs: [5]}
""",
    "statements/candidacies.yaml": """\
- id: doe-runs
  subject: jane-doe
  property: candidacy
  object: [clerk-election]
  text: Jane Doe is running for Harbor Clerk.
  references:
    - {source: doe-leads-money, paragraphs: [1]}
- id: roe-runs
  subject: john-roe
  property: candidacy
  object: [clerk-election]
  text: John Roe is running for Harbor Clerk.
  references:
    - {source: doe-leads-money, paragraphs: [1]}
""",
}


def write_race(races: Path, race_id: str = "harbor-clerk-2024") -> Path:
    """Write the race into a folder of races; give the race's own folder."""
    folder = races / race_id
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("harbor-clerk-2024", race_id), encoding="utf-8")
    return folder

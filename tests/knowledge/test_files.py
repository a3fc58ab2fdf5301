import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import files
from knowledge.errors import FactsRefused, RaceNotFound
from knowledge.snapshot import content_hash
from tests.knowledge.conftest import FILES, write_race

Edit = Callable[[str, str, str], None]


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FactsRefused) as refused:
        files.load(folder)
    return [str(problem) for problem in refused.value.problems]


def with_people(text: str | bytes) -> list[str]:
    """Give what is said of people.yaml when it holds just this."""
    content = text.encode() if isinstance(text, str) else text
    reading = files.read_texts("r", {**{name: t.encode() for name, t in FILES.items()}, "people.yaml": content})
    return [str(problem) for problem in reading.problems]


def test_a_race_is_read_whole(race: Path) -> None:
    facts = files.load(race)
    assert (len(facts.statements), len(facts.entities()), len(facts.sources)) == (6, 7, 2)
    assert facts.statements[0].amount == Decimal(1_200_000)
    assert facts.statements[0].references[0].paragraphs == (2,)


def test_files_in_memory_give_the_same_facts(race: Path) -> None:
    facts = files.load_texts("harbor-clerk-2024", {name: text.encode() for name, text in FILES.items()})
    assert content_hash(facts) == content_hash(files.load(race))


def test_windows_files_and_byte_order_marks_are_read(race: Path) -> None:
    before = content_hash(files.load(race))
    for path in race.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert content_hash(files.load(race)) == before


def test_words_that_yaml_takes_for_something_else_stay_text(race: Path, edit: Edit) -> None:
    edit("people.yaml", "name: John Roe", "name: John Roe\n  aliases: [no, on, 2024-01-02, 0o17, 1e5, 12, 2024]")
    edit("statements/money.yaml", 'as_of: "2024-05"', "as_of: 2024")
    facts = files.load(race)
    assert facts.people[1].aliases == ("no", "on", "2024-01-02", "0o17", "1e5", "12", "2024")
    assert facts.statements[1].as_of == "2024"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("people.yaml", "short: Doe", "shrt: Doe", "people.yaml:3:3: unknown field 'shrt'; did you mean 'short'?"),
        ("people.yaml", "name: John Roe", "note: x", "people.yaml:5:3: the field 'name' is missing; add it"),
        ("people.yaml", "id: john-roe", "id: John Roe", "people.yaml:5:7: 'John Roe' is not an id;"),
        (
            "statements/money.yaml",
            "1200000",
            "1,200,000",
            "money.yaml:6:11: 'amount' is '1,200,000'; this must be a number",
        ),
        (
            "statements/money.yaml",
            '"2024-06"',
            '"2024-13"',
            "money.yaml:10:12: '2024-13' does not exist in the calendar",
        ),
        ("statements/money.yaml", "[2]}", "[0]}", "money.yaml:16:43: 0 is no paragraph;"),
        ("statements/money.yaml", "[2]}", "2}", "money.yaml:16:42: 'paragraphs' is 2; this must be a list"),
        ("statements/money.yaml", "rank: preferred", "rank: best", "money.yaml:13:9: 'best' is not allowed as 'rank';"),
        ("statements/money.yaml", "unit: USD", "value: much", "money.yaml:3:3: give exactly one of object, amount"),
        (
            "statements/money.yaml",
            "unit: USD",
            "unit: USD\n  subject: x",
            "money.yaml:8:3: 'subject' stands here and on line 4",
        ),
        (
            "race.yaml",
            "horizon:",
            "closed: yes\nhorizon:",
            "race.yaml:4:9: 'closed' is 'yes'; this must be true or false",
        ),
    ],
)
def test_each_mistake_is_named_at_its_place(
    race: Path, edit: Edit, file: str, old: str, new: str, expected: str
) -> None:
    edit(file, old, new)
    assert any(expected in problem for problem in problems_of(race)), problems_of(race)


def test_all_problems_come_at_once(race: Path, edit: Edit) -> None:
    edit("people.yaml", "short: Doe", "shrt: Doe")
    edit("sources.yaml", '"2024-05"', '"2024-02-30"')
    edit("statements/people.yaml", "property: party", "property: partey")
    edit("statements/money.yaml", "1200000", "lots")
    found = problems_of(race)
    assert [sum(name in p for p in found) for name in ("people.yaml:3", "sources", "money", "partey")] == [1, 1, 1, 1]
    assert len(found) == 4, "a record that does not hold up makes no further noise where it is pointed at"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: a\n  name: A: B\n", "r/people.yaml:2:10: this is not valid YAML: unquoted text may not hold ': '"),
        ("- id: a\n  name: A\n   short: B\n", "people.yaml:3:9: this is not valid YAML: "),
        ("- id: a\n  name: A\n   short: B\n", "or is this line indented too far?"),
        ('- id: a\n  name: "A\n', "this is not valid YAML: a quote was opened and never closed"),
        ("- id: a\n\tname: A\n", "there is a tab here; indent with spaces"),
        ("- id: a\n  aliases: [b, c\n  name: A\n", "this is not valid YAML"),
        ("- id: a\n  name: @b\n", "people.yaml:2:9: this is not valid YAML: text may not start with this character"),
        ("", "people.yaml:1:1: the file is empty"),
        ("# only a comment\n", "people.yaml:1:1: the file is empty"),
        ("id: a\n", "people.yaml:1:1: the file must be a list of records"),
        ("- a\n", "people.yaml:1:3: this is no record"),
        ("- id: a\n  name: A\n---\n- id: b\n", "a second document starts here"),
        ("- id: a\n  name: A\x07\n", "people.yaml:2:10: invisible or control character U+0007"),
        ('- id: a\n  name: "A\\0"\n', "people.yaml:2:9: invisible or control character U+0000"),
        ("- id: a\n  name: A\u200bB\n", "people.yaml:2:10: invisible or control character U+200B"),
        (b"- id: a\n  name: \xe9\n", "people.yaml:2:9: this is not UTF-8"),
    ],
)
def test_what_is_no_yaml_is_refused_with_a_hint(text: str | bytes, expected: str) -> None:
    assert any(expected in problem for problem in with_people(text)), with_people(text)


BOMB = "- &a [x, x]\n" + "".join(f"- &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, "'&a' marks a place to be repeated"),
        ("- id: a\n  name: *x\n", "'*x' repeats another place"),
        ("- !!python/object/apply:os.system [ls]\n", "the tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
        ("- id: a\n  <<: {name: A}\n", "'<<' merges another place in"),
        ("- " * 10_000 + "a\n", "nested over 20 levels deep"),
        ("[" * 100_000, "nested over 20 levels deep"),
        ("- id: a\n  name: " + "A" * 100_000, "over 5,000 characters"),
        ("- id: a\n  name: " + "A " * 1_500_000, "the file is over 2 MB"),
        ("- {[a, b]: c}\n", "a field's name must be plain text"),
        ("- amount: " + "9" * 100_000 + "\n", "over 5,000 characters"),
    ],
    ids=["bomb", "alias", "object", "merge", "nested", "brackets", "scalar", "size", "key", "number"],
)
def test_what_would_do_harm_is_refused_in_one_sentence(text: str, expected: str) -> None:
    started = time.perf_counter()
    found = with_people(text)
    assert len(found) == 1
    assert expected in found[0]
    assert len(found[0]) < 200
    assert time.perf_counter() - started < 2


@given(st.text() | st.text(alphabet="-:[]{}#&*!|>'\"%@` \n\tab01~"))
@settings(max_examples=200, deadline=None)
def test_no_text_does_worse_than_be_refused(text: str) -> None:
    with_people(text.encode(errors="surrogatepass"))


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_change_to_a_file_does_worse_than_be_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    changed = text[:start] + data.draw(st.text(max_size=8)) + text[end:]
    contents = {**FILES, name: changed}
    problems = []
    try:
        files.load_texts("r", {path: t.encode(errors="surrogatepass") for path, t in contents.items()})
    except FactsRefused as refused:
        problems = refused.problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)


def test_strangers_and_links_in_the_folder_are_refused(race: Path) -> None:
    (race / "README.md").write_text("welcome")
    (race / ".draft.yaml").write_text("x")
    assert files.load(race)
    (race / "peple.yaml").write_text("[]")
    (race / "statements" / "old.yml").write_text("[]")
    (race / "places.yaml").symlink_to(race / "people.yaml")
    found = problems_of(race)
    assert [p.split(":")[0].split("/", 1)[1] for p in found] == ["peple.yaml", "places.yaml", "statements/old.yml"]
    assert any("this is a link" in problem for problem in found)


def test_a_race_needs_its_two_first_files(tmp_path: Path) -> None:
    folder = write_race(tmp_path / "empty", {"people.yaml": "[]\n"})
    assert [p.split(":")[0] for p in problems_of(folder)] == ["empty/race.yaml", "empty/sources.yaml"]


def test_races_are_found_in_a_directory_of_them_and_in_one_itself(races: Path, race: Path) -> None:
    assert files.races_in(races) == {"harbor-clerk-2024": race.resolve()}
    assert files.races_in(race) == {"harbor-clerk-2024": race.resolve()}
    assert files.race_folder(races) == race.resolve()


def test_the_race_to_take_must_be_clear(races: Path, tmp_path: Path) -> None:
    other = {**FILES, "race.yaml": FILES["race.yaml"].replace("harbor-clerk-2024", "pier-warden")}
    write_race(races / "pier-warden", other)
    assert files.race_folder(races, "pier-warden").name == "pier-warden"
    with pytest.raises(RaceNotFound, match=r"choose one with --race: harbor-clerk-2024, pier-warden"):
        files.race_folder(races)
    with pytest.raises(RaceNotFound, match=r"no race 'x' .* there is: harbor-clerk-2024"):
        files.race_folder(races, "x")
    with pytest.raises(RaceNotFound, match="set KNOWLEDGE_DIR"):
        files.race_folder(tmp_path / "nowhere")
    (tmp_path / "none").mkdir()
    with pytest.raises(RaceNotFound, match="no race in"):
        files.race_folder(tmp_path / "none")


def test_two_folders_may_not_hold_one_race(races: Path) -> None:
    write_race(races / "second", FILES)
    with pytest.raises(FactsRefused, match="holds the race 'harbor-clerk-2024' too"):
        files.races_in(races)


def test_a_thousand_statements_load_in_a_blink() -> None:
    one = FILES["statements/people.yaml"].split("\n\n")[1]
    many = "\n".join(
        one.replace("dockers-endorse-doe", f"s-{n}").replace("two-thirds", f"{n} members") for n in range(1000)
    )
    contents = {name: text.encode() for name, text in {**FILES, "statements/people.yaml": many}.items()}
    best = min(_seconds(contents) for _ in range(3))
    assert best < 0.6, f"{best:.2f} s"


def _seconds(contents: dict[str, bytes]) -> float:
    started = time.perf_counter()
    files.read_texts("r", contents)
    return time.perf_counter() - started

"""What is read from the database is exactly what was written."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from knowledge import files
from knowledge.model import (
    Contest,
    Link,
    Organization,
    Person,
    Place,
    Post,
    Qualifiers,
    Race,
    RaceFacts,
    Reference,
    Source,
    Statement,
)
from knowledge.snapshot import content_hash
from knowledge.store import Store
from tests.knowledge import harbor

ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
# PostgreSQL cannot hold the character NUL, and YAML files may not have it.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
lines = st.text(letters, min_size=1, max_size=30).filter(lambda text: text.strip())
sentences = st.text(letters, min_size=8, max_size=60).filter(lambda text: len(text.strip()) >= 8)
dates = st.sampled_from(["2024", "2024-06", "2024-06-30", "2024-03/2024-06"])
urls = st.just("https://harbor.example/é?a=%40")
numbers = st.lists(st.integers(1, 10_000), max_size=3).map(tuple)
amounts = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("1.50"), Decimal("-0E+3")])


def some(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


def maybe(strategy):
    return st.none() | strategy


def named(model, **fields):
    return st.builds(
        model,
        id=ids,
        name=lines,
        short=maybe(lines),
        aliases=some(lines),
        descriptions=some(lines),
        note=maybe(lines),
        **fields,
    )


ENTITIES = {
    "people": named(Person, pronouns=st.sampled_from([None, "she", "he", "they"])),
    "organizations": named(
        Organization, type=st.sampled_from(["party", "union", "body"]), part_of=maybe(ids), works_for=maybe(ids)
    ),
    "posts": named(Post),
    "contests": named(Contest, post=maybe(ids), party=maybe(ids), main=st.booleans()),
    "places": named(Place, within=maybe(ids)),
}
VALUES = (
    st.fixed_dictionaries({"object": some(ids).filter(bool)})
    | st.fixed_dictionaries({"amount": amounts, "unit": lines, "bound": st.sampled_from([None, "about", "exactly"])})
    | st.fixed_dictionaries({"date": dates})
    | st.fixed_dictionaries({"value": lines})
    | st.sampled_from([{"novalue": True}, {"somevalue": True}])
)
QUALIFIERS = st.builds(
    Qualifiers,
    as_of=maybe(dates),
    since=maybe(dates),
    until=maybe(dates),
    party=maybe(ids),
    contest=maybe(ids),
    place=maybe(ids),
    attribution=maybe(ids),
    topic=maybe(lines),
)


@st.composite
def statements(draw, sources):
    cited = st.builds(Reference, source=st.sampled_from(sources), paragraphs=numbers.filter(bool))
    return Statement(
        id=draw(ids),
        subject=draw(ids),
        property=draw(ids),
        **draw(VALUES),
        qualifiers=draw(QUALIFIERS),
        about=draw(some(ids)),
        text=draw(sentences),
        keywords=draw(some(lines)),
        rank=draw(st.sampled_from(["preferred", "normal", "deprecated"])),
        supersedes=draw(maybe(ids)),
        derived=draw(maybe(lines)),
        hidden=draw(st.booleans()),
        references=tuple(draw(st.lists(cited, min_size=1, max_size=3))),
    )


@st.composite
def races(draw):
    race = st.builds(
        Race,
        id=st.just("invented"),
        name=lines,
        post=ids,
        horizon=dates,
        closed=st.booleans(),
        official_links=some(st.builds(Link, label=lines, url=urls)),
    )
    source = st.builds(
        Source,
        id=ids,
        label=lines,
        publisher=maybe(lines),
        headline=maybe(lines),
        url=maybe(urls),
        published=maybe(dates),
        published_derived=maybe(lines),
        metadata_paragraphs=numbers,
    )
    sources = draw(st.lists(source, min_size=1, max_size=3, unique_by=lambda one: one.id))
    seen = set()
    entities = {
        group: tuple(one for one in draw(some(kind)) if one.id not in seen and not seen.add(one.id))
        for group, kind in ENTITIES.items()
    }
    about = statements([one.id for one in sources])
    said = draw(st.lists(about, max_size=3, unique_by=lambda one: one.id))
    return RaceFacts(race=draw(race), sources=tuple(sources), statements=tuple(said), **entities)


def returned(engine, facts):
    store = Store(engine)
    store.save(facts, by="test", origin="import", reason="test")
    return store.in_force(facts.race.id)


def assert_same(snapshot, facts):
    assert snapshot.facts == facts
    assert snapshot.facts.model_dump_json() == facts.model_dump_json()
    assert snapshot.content_hash == content_hash(facts)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a failure is told at once: shrinking it through a database takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(facts=races())
def test_any_facts_come_back_exactly(engine, facts):
    assert_same(returned(engine, facts), facts)


def test_the_invented_race_comes_back_exactly(engine):
    assert_same(returned(engine, harbor.facts()), harbor.facts())


@pytest.mark.parametrize("race", files.races_in(files.default_directory()))
def test_the_shipped_races_come_back_exactly(engine, race):
    facts = files.load(files.race_folder(files.default_directory(), race))
    assert_same(returned(engine, facts), facts)


def test_an_amount_keeps_its_digits(engine):
    facts = harbor.facts(harbor.cash("120000.10"))
    assert str(returned(engine, facts).facts.statements[0].amount) == "120000.10"

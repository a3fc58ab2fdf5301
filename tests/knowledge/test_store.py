"""Revisions: what is served after a start, what a curator does to it, and what stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from knowledge.database import engine_for, writing
from knowledge.errors import KnowledgeError, RaceNotFound, StoreUnavailable
from knowledge.snapshot import content_hash
from knowledge.store import Store
from tests.knowledge import harbor

RACE = harbor.RACE
FIRST = harbor.facts()
SECOND = harbor.facts(harbor.cash("130000"), harbor.nobody_else())
THIRD = harbor.facts(harbor.cash("140000"), harbor.nobody_else())


@pytest.fixture
def store(engine):
    return Store(engine)


def start(store, facts):
    return store.serve(facts, by="start", reason="start")


def brought_in(store, facts, origin="import"):
    return store.save(facts, by="carla", origin=origin, reason="a correction")


def numbers(store):
    return [(revision.id, revision.in_force) for revision in store.history(RACE)]


def test_a_first_start_stores_the_files_and_serves_them(store):
    served = start(store, FIRST)
    assert (served.outcome, served.revision_id, served.snapshot.facts) == ("new revision", 1, FIRST)
    revision = served.revision
    assert (revision.race_id, revision.origin, revision.created_by, revision.reason, revision.in_force) == (
        RACE, "files", "start", "start", True,
    )  # fmt: skip
    assert revision.content_hash == content_hash(FIRST)
    assert revision.created_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - revision.created_at) < timedelta(minutes=1)


def test_a_start_with_the_same_files_stores_nothing(store):
    start(store, FIRST)
    again = start(store, harbor.facts())
    assert (again.outcome, again.revision_id) == ("unchanged", 1)
    assert numbers(store) == [(1, True)]
    assert len(store.changes(RACE)) == 1


def test_a_start_with_changed_files_serves_them(store):
    start(store, FIRST)
    served = start(store, SECOND)
    assert (served.outcome, served.snapshot.facts) == ("new revision", SECOND)
    assert store.in_force(RACE).facts == SECOND
    assert numbers(store) == [(2, True), (1, False)]


def test_files_that_change_back_are_served_again(store):
    for facts in (FIRST, SECOND, FIRST):
        served = start(store, facts)
        assert (served.outcome, served.snapshot.facts) == ("new revision", facts)


@pytest.mark.parametrize("origin", ["import", "address"])
def test_what_a_curator_brought_in_outlives_a_start_with_changed_files(store, origin):
    start(store, FIRST)
    brought_in(store, SECOND, origin)
    for files in (FIRST, THIRD):
        served = start(store, files)
        assert (served.outcome, served.snapshot.facts, served.revision.origin) == (
            "curators revision kept", SECOND, origin,
        )  # fmt: skip
    assert numbers(store) == [(2, True), (1, False)]


def test_files_that_have_caught_up_with_the_curator_are_no_difference(store):
    start(store, FIRST)
    brought_in(store, SECOND)
    assert start(store, SECOND).outcome == "unchanged"


def test_a_rollback_outlives_a_start_with_the_files_that_were_rolled_back(store):
    start(store, FIRST)
    start(store, SECOND)
    store.put_in_force(1, by="carla", reason="the second was wrong")
    served = start(store, SECOND)
    assert (served.outcome, served.snapshot.facts) == ("curators revision kept", FIRST)
    assert start(store, THIRD).snapshot.facts == THIRD


def test_saving_what_is_in_force_stores_nothing(store):
    first = brought_in(store, FIRST)
    assert brought_in(store, harbor.facts(), "address") == first
    assert numbers(store) == [(1, True)]


def test_putting_an_older_revision_in_force_serves_it_whole(store):
    start(store, FIRST)
    start(store, SECOND)
    revision = store.put_in_force(1, by="carla", reason="the second was wrong")
    assert (revision.id, revision.in_force, revision.created_by) == (1, True, "start")
    assert store.in_force(RACE).facts == FIRST
    assert numbers(store) == [(2, False), (1, True)]
    status = store.status(RACE)
    assert (status.revision.id, status.put_in_force_by) == (1, "carla")


def test_a_revision_that_is_not_there_cannot_be_put_in_force(store):
    start(store, FIRST)
    with pytest.raises(KnowledgeError, match="no revision 7"):
        store.put_in_force(7, by="carla", reason="a slip")
    assert store.in_force(RACE).facts == FIRST


def test_an_older_revision_can_be_looked_at(store):
    start(store, FIRST)
    start(store, SECOND)
    assert store.revision(1).facts == FIRST
    with pytest.raises(KnowledgeError, match="no revision 7"):
        store.revision(7)


def test_a_hidden_statement_stays_hidden_across_revisions_until_shown_again(store):
    start(store, FIRST)
    assert store.hide(RACE, "doe-cash", by="carla", reason="under dispute")
    assert "doe-cash" not in store.in_force(RACE).statements
    assert "doe-cash" not in start(store, FIRST).snapshot.statements
    assert "doe-cash" not in start(store, SECOND).snapshot.statements
    assert "doe-cash" not in store.revision(1).statements
    assert store.show(RACE, "doe-cash", by="carl", reason="settled")
    assert "doe-cash" in store.in_force(RACE).statements


def test_who_hid_a_statement_and_why_is_kept(store):
    start(store, FIRST)
    store.hide(RACE, "doe-cash", by="carla", reason="under dispute")
    assert not store.hide(RACE, "doe-cash", by="carl", reason="me too")
    (hidden,) = store.hidden(RACE)
    assert (hidden.statement_id, hidden.by, hidden.reason) == ("doe-cash", "carla", "under dispute")
    assert hidden.at.tzinfo is UTC
    assert store.status(RACE).hidden == ("doe-cash",)


def test_only_what_is_there_can_be_hidden_and_only_what_is_hidden_shown(store):
    with pytest.raises(RaceNotFound, match="load them first"):
        store.hide(RACE, "doe-cash", by="carla", reason="a slip")
    start(store, FIRST)
    with pytest.raises(KnowledgeError, match="no statement 'doe-cahs'"):
        store.hide(RACE, "doe-cahs", by="carla", reason="a slip")
    assert not store.show(RACE, "doe-cash", by="carla", reason="a slip")
    assert store.hidden(RACE) == ()


def test_every_change_is_on_record(store):
    start(store, FIRST)
    brought_in(store, SECOND)
    store.put_in_force(1, by="carl", reason="too early")
    store.put_in_force(1, by="carl", reason="pressed twice")
    store.hide(RACE, "doe-cash", by="carla", reason="under dispute")
    store.show(RACE, "doe-cash", by="carl", reason="settled")
    done = [(c.by, c.action, c.revision_id, c.statement_id, c.reason) for c in store.changes(RACE)]
    assert done == [
        ("carl", "shown again", None, "doe-cash", "settled"),
        ("carla", "hidden", None, "doe-cash", "under dispute"),
        ("carl", "put in force", 1, None, "too early"),
        ("carla", "put in force", 2, None, "a correction"),
        ("start", "put in force", 1, None, "start"),
    ]


def test_status_counts_what_is_in_force(store):
    start(store, FIRST)
    status = store.status(RACE)
    assert (status.sources, status.entities, status.statements) == (2, 8, 2)
    assert (status.horizon, status.closed, status.hidden) == ("2024-06-30", False, ())
    assert status.in_force_since >= status.revision.created_at


def test_races_do_not_touch_each_other(store):
    start(store, FIRST)
    start(store, harbor.facts(race="ferry-clerk-2024"))
    store.hide(RACE, "doe-cash", by="carla", reason="under dispute")
    assert "doe-cash" in store.in_force("ferry-clerk-2024").statements
    assert [revision.id for revision in store.history("ferry-clerk-2024")] == [2]
    assert len(store.changes("ferry-clerk-2024")) == 1


def test_nothing_is_known_of_a_race_that_was_never_stored(store):
    assert (store.in_force(RACE), store.status(RACE), store.history(RACE)) == (None, None, ())


def test_many_that_start_at_once_make_one_revision(store):
    with ThreadPoolExecutor(6) as pool:
        served = list(pool.map(lambda _: start(store, FIRST), range(6)))
    assert sorted(one.outcome for one in served) == ["new revision"] + ["unchanged"] * 5
    assert numbers(store) == [(1, True)]


def test_facts_that_the_database_refuses_leave_the_old_ones_in_force(store):
    start(store, FIRST)
    twice = harbor.facts(harbor.cash(), harbor.cash("130000"))
    with pytest.raises(StoreUnavailable, match="refused"):
        start(store, twice)
    assert store.in_force(RACE).facts == FIRST
    assert numbers(store) == [(1, True)]


def test_a_revision_that_was_changed_from_outside_is_not_served(store, engine):
    start(store, FIRST)
    with writing(engine) as connection:
        connection.execute(text("update statement set unit = null where id = 'doe-cash'"))
    with pytest.raises(StoreUnavailable, match="Revision 1 in the database does not hold up"):
        store.in_force(RACE)


def test_an_unchanged_start_needs_no_lock_and_still_hides(store, engine, database_url):
    start(store, FIRST)
    store.hide(RACE, "doe-cash", by="carla", reason="under dispute")
    impatient = engine_for(database_url, seconds=0.1)
    with writing(engine):
        served = start(Store(impatient), FIRST)
        with pytest.raises(StoreUnavailable, match="is locked"):
            start(Store(impatient), SECOND)
    impatient.dispose()
    assert "doe-cash" not in served.snapshot.statements


def test_the_commands_hash_is_remembered_by_scope(store):
    assert store.command_hash() is None
    store.remember_commands("abc")
    store.remember_commands("def", scope="guild 7")
    store.remember_commands("ghi")
    assert (store.command_hash(), store.command_hash("guild 7"), store.command_hash("guild 8")) == ("ghi", "def", None)

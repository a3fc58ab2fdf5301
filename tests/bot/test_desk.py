"""The desk renews facts without ever losing the ones in force."""

import threading
from datetime import UTC, datetime

import pytest

from bot.desk import Desk
from knowledge.errors import FactsRefused, Problem, RaceNotFound, StoreUnavailable
from knowledge.snapshot import snapshot_of
from tests.bot.face import race

NOON = datetime(2024, 7, 3, 12, tzinfo=UTC)


class Served:
    def __init__(self, facts, number):
        self.snapshot = snapshot_of(facts)
        self.revision_id = number


class MemoryStore:
    """Keeps revisions in a list."""

    def __init__(self):
        self.revisions = []
        self.in_force = None
        self.digest = None
        self.down = False

    def serve(self, facts, *, by, reason):
        if self.down:
            raise StoreUnavailable("the database is down")
        self.revisions.append((by, reason))
        return Served(self.in_force or facts, len(self.revisions))

    def command_hash(self):
        if self.down:
            raise StoreUnavailable("the database is down")
        return self.digest

    def remember_commands(self, digest):
        if self.down:
            raise StoreUnavailable("the database is down")
        self.digest = digest


class Files:
    def __init__(self):
        self.next = race.facts()

    def __call__(self):
        if isinstance(self.next, Exception):
            raise self.next
        return self.next


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def desk(files, store):
    made = Desk(files, lambda: store, build=race.Says, now=lambda: NOON)
    made.load()
    return made


def test_it_says_what_is_in_force(desk, files):
    status = desk.status()
    assert (status.race_id, status.horizon, status.revision) == ("harbor-mayor", "2024-07-02", 1)
    assert status.content_hash == snapshot_of(files.next).content_hash
    assert (status.loaded_at, status.loaded_by) == (NOON, "start")
    assert (status.statements, status.sources, status.trouble) == (1, 2, None)


def test_nothing_to_answer_from_is_an_error_at_the_start(files):
    files.next = RaceNotFound("no race here")
    with pytest.raises(RaceNotFound):
        Desk(files).load()


def test_a_reload_names_what_was_added_changed_and_retired(desk, files):
    files.next = race.facts(extra=2)
    assert desk.reload("carol").added == ("vane-said-1", "vane-said-2")
    files.next = race.facts(cash="Jo Vane had about $5 in cash.", extra=1)
    result = desk.reload("carol")
    assert (result.outcome, result.added, result.changed, result.retired) == (
        "changed", (), ("vane-cash",), ("vane-said-2",),
    )  # fmt: skip
    assert result.status.loaded_by == "carol"
    assert desk.serving.snapshot.facts == files.next


def test_unchanged_content_is_not_built_again(desk):
    before = desk.serving.answerer
    assert desk.reload("carol").outcome == "unchanged"
    assert desk.serving.answerer is before
    assert desk.status().loaded_by == "start"


@pytest.mark.parametrize(
    "refusal", [FactsRefused([Problem("people.yaml", 3, 1, "no name; add one")]), RaceNotFound("the folder is gone")]
)
def test_refused_files_change_nothing(desk, files, store, refusal):
    before = desk.serving
    files.next = refusal
    result = desk.reload("carol")
    assert result.outcome == "refused"
    assert any(str(problem) in str(refusal) for problem in result.problems)
    assert desk.serving is before
    assert len(store.revisions) == 1


def test_an_answerer_that_cannot_be_built_leaves_the_old_one(files):
    def build(snapshot):
        if len(snapshot.statements) > 1:
            raise ZeroDivisionError
        return race.Says(snapshot)

    desk = Desk(files, build=build)
    desk.load()
    before = desk.serving
    files.next = race.facts(extra=1)
    with pytest.raises(ZeroDivisionError):
        desk.reload("carol")
    assert desk.serving is before
    files.next = race.facts()
    assert desk.reload("carol").outcome == "unchanged", "the lock was given back"


def test_without_a_database_it_answers_from_the_files_and_says_so(files, store):
    store.down = True
    desk = Desk(files, lambda: store, build=race.Says)
    assert desk.load().trouble == "the database is down"
    assert desk.status().revision is None
    files.next = race.facts(extra=1)
    assert desk.reload("carol").outcome == "changed"
    store.down = False
    assert desk.reload("carol").outcome == "unchanged"
    assert (desk.status().revision, desk.status().trouble) == (1, None)


def test_what_a_curator_brought_in_stays_in_force_and_the_files_are_said_to_differ(desk, files, store):
    store.in_force = race.facts(extra=3)
    desk.reload("carol")
    assert desk.serving.snapshot.facts == store.in_force
    assert desk.status().files_differ


def test_the_commands_are_remembered_while_there_is_a_database(desk, store):
    assert desk.command_hash() is None
    desk.remember_commands("abc")
    assert desk.command_hash() == "abc"
    store.down = True
    assert desk.command_hash() is None
    desk.remember_commands("def")


def test_questions_are_answered_while_a_reload_is_under_way(desk, files):
    reading, go_on = threading.Event(), threading.Event()

    def slow_read():
        reading.set()
        go_on.wait(5)
        return race.facts(extra=1)

    desk._read = slow_read
    reload = threading.Thread(target=desk.reload, args=("carol",))
    reload.start()
    reading.wait(5)
    assert len(desk.serving.snapshot.statements) == 1
    go_on.set()
    reload.join(5)
    assert len(desk.serving.snapshot.statements) == 2

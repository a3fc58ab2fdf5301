"""Migrations lead to the tables that the code uses, whoever starts when."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from knowledge import database
from knowledge.database import MIGRATIONS, engine_for, migrate, reading, writing
from knowledge.errors import StoreUnavailable
from knowledge.tables import Table

ROOT = Path(__file__).parents[2]
EIGHT_AT_ONCE = """
import multiprocessing, sys
from knowledge.database import engine_for, migrate

def start(together):
    together.wait()
    migrate(engine_for(sys.argv[1]))

if __name__ == "__main__":
    fork = multiprocessing.get_context("fork")
    together = fork.Barrier(8)
    started = [fork.Process(target=start, args=[together]) for _ in range(8)]
    for process in started:
        process.start()
    for process in started:
        process.join()
    sys.exit([process.exitcode for process in started] != [0] * 8)
"""


@pytest.fixture
def empty(database_url):
    made = engine_for(database_url)
    yield made
    made.dispose()


def differences(engine):
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Table.metadata)


def test_migrations_make_the_tables_that_the_code_uses(empty):
    assert differences(empty) != []
    migrate(empty)
    assert differences(empty) == []


def test_migrating_again_changes_nothing(engine, monkeypatch):
    monkeypatch.setattr(database.command, "upgrade", lambda *_: pytest.fail("there was nothing to do"))
    migrate(engine)


def test_eight_processes_may_start_at_once(empty, database_url, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", EIGHT_AT_ONCE, database_url],
        capture_output=True, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert differences(empty) == []


def test_a_migration_can_be_taken_back_and_made_again(engine, database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    config = Config(MIGRATIONS / "alembic.ini")
    command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    assert differences(engine) == []


def test_a_database_of_a_newer_version_is_left_alone(engine):
    with writing(engine) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match="newer version"):
        migrate(engine)
    with reading(engine) as connection:
        assert connection.execute(text("select version_num from alembic_version")).scalar_one() == "9999"


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty, monkeypatch):
    with writing(empty) as connection:
        connection.execute(text("create table statement (id integer)"))
    with pytest.raises(StoreUnavailable):
        migrate(empty)
    assert inspect(empty).get_table_names() == ["statement"]

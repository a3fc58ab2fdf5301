"""DATABASE_URL as platforms hand it out, and what is said when the database cannot be used."""

import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from sqlalchemy import text

from knowledge.database import engine_for, migrate, reading, writing
from knowledge.errors import StoreUnavailable


@pytest.fixture
def opened():
    """Make engines that are disposed of at the end."""
    engines = []

    def make(url=None, **settings):
        engines.append(engine_for(url, **settings))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


def said(opened, url, **settings):
    """Give the sentence that using the database ends with."""
    with pytest.raises(StoreUnavailable) as caught:
        migrate(opened(url, **settings))
    sentence = str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert "hush" not in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2", "postgresql+asyncpg"])
def test_a_platforms_postgresql_address_is_kept_whole(opened, scheme):
    url = opened(f"{scheme}://me:p%40ss@db.example:6543/facts?sslmode=require").url
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.port, url.database) == (
        "me", "p@ss", "db.example", 6543, "facts",
    )  # fmt: skip
    assert url.query == {"sslmode": "require"}


@pytest.mark.parametrize("url", [None, "", "  "])
def test_without_an_address_it_is_a_file_in_the_working_directory(opened, url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    migrate(opened(url))
    assert (tmp_path / "race-desk.db").is_file()


def test_making_an_engine_opens_nothing(opened, tmp_path):
    opened(f"sqlite:///{tmp_path}/new/desk.db")
    opened("postgresql://nobody@127.0.0.1:1/none")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(opened, tmp_path):
    sentence = said(opened, f"sqlite:///{tmp_path}/typo/desk.db")
    assert f"the folder {tmp_path}/typo is not there" in sentence
    assert "DATABASE_URL" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_memory_is_one_for_all_threads(opened):
    engine = opened("sqlite://")
    thread = threading.Thread(target=migrate, args=[engine])
    thread.start()
    thread.join()
    with reading(engine) as connection:
        assert connection.execute(text("select count(*) from revision")).scalar_one() == 0


def test_on_sqlite_who_reads_does_not_wait_for_who_writes(opened, sqlite_url):
    engine = opened(sqlite_url, seconds=0.1)
    migrate(engine)
    with writing(engine), reading(opened(sqlite_url, seconds=0.1)) as connection:
        assert connection.execute(text("select count(*) from revision")).scalar_one() == 0


def test_behind_a_transaction_pooler_nothing_is_prepared(opened, postgresql_url):
    with reading(opened(postgresql_url)) as connection:
        assert connection.connection.dbapi_connection.prepare_threshold is None


def test_a_row_that_refers_to_nothing_is_refused(engine):
    orphan = text("insert into in_force values ('harbor', 7, '2024-06-30 12:00:00+00:00', 'somebody')")
    with pytest.raises(StoreUnavailable, match=r"refused .*IntegrityError"), writing(engine) as connection:
        connection.execute(orphan)


def test_what_fails_half_way_leaves_nothing(engine):
    def fail_half_way():
        with writing(engine) as connection:
            connection.execute(text("insert into command_sync values ('x', 'y', '2024-06-30 12:00:00+00:00')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with reading(engine) as connection:
        assert connection.execute(text("select count(*) from command_sync")).scalar_one() == 0


@pytest.mark.parametrize(
    "url",
    [
        "facts.db",
        "mysql://me:hush@db.example/facts",
        "postgresql://me:hush@db.example:port/facts",
        "://",
        "oracle://hush",
    ],
)
def test_an_address_of_another_kind_is_refused_at_once(url):
    with pytest.raises(StoreUnavailable, match="postgresql://") as caught:
        engine_for(url)
    assert "hush" not in str(caught.value)


def test_a_server_that_is_not_there(opened):
    sentence = said(opened, "postgres://me:hush@127.0.0.1:1/facts")
    assert sentence.startswith("The database facts on 127.0.0.1:1 cannot be reached")


def test_a_server_that_never_answers_is_given_up_in_time(opened):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        sentence = said(opened, f"postgresql://me:hush@127.0.0.1:{silent.getsockname()[1]}/facts", seconds=1)
    assert time.monotonic() - begun < 5
    assert "cannot be reached" in sentence


def test_a_connection_is_waited_for_five_seconds_at_most(opened, monkeypatch):
    given = {}
    monkeypatch.setattr("psycopg.connect", lambda *_, **settings: given.update(settings) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        opened("postgresql://me@db.example/facts").connect()
    assert given["connect_timeout"] == 5


def test_a_database_that_was_never_created(opened, postgresql):
    sentence = said(opened, f"postgresql://postgres:hush@/nowhere?host={postgresql}")
    assert sentence.startswith("The database nowhere on /")
    assert "is not there" in sentence


def test_a_user_that_the_server_does_not_know(opened, postgresql):
    assert "refuses the user" in said(opened, f"postgresql://stranger:hush@/postgres?host={postgresql}")


def test_an_option_that_the_driver_does_not_know(opened, postgresql):
    address = f"postgresql://postgres:hush@/postgres?host={postgresql}&pgbouncer=true"
    assert "take it out of the end of DATABASE_URL" in said(opened, address)


def test_a_postgresql_that_can_only_be_read(opened, postgresql_url):
    read_only = f"{postgresql_url}&options=-cdefault_transaction_read_only%3Don"
    assert "can only be read" in said(opened, read_only)


def test_a_file_that_can_only_be_read(opened, tmp_path):
    sqlite3.connect(tmp_path / "desk.db").close()
    assert "can only be read" in said(opened, f"sqlite:///file:{tmp_path}/desk.db?mode=ro&uri=true")


def test_a_folder_where_the_file_should_be(opened, tmp_path):
    assert "cannot be opened" in said(opened, f"sqlite:///{tmp_path}")


def test_a_file_where_a_folder_should_be(opened, tmp_path):
    (tmp_path / "desk").write_text("")
    assert "cannot be opened" in said(opened, f"sqlite:///{tmp_path}/desk/desk.db")


def test_a_file_that_is_no_database(opened, tmp_path):
    (tmp_path / "desk.db").write_text("a letter to the editor " * 100)
    assert "no database at all" in said(opened, f"sqlite:///{tmp_path}/desk.db")


def test_a_full_disk(opened, sqlite_url):
    engine = opened(sqlite_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 3")
    with pytest.raises(StoreUnavailable, match="disk is full"):
        migrate(engine)


def test_another_process_that_keeps_the_lock(opened, database_url):
    with writing(opened(database_url)):
        waiting = opened(database_url, seconds=0.1)
        with pytest.raises(StoreUnavailable, match="is locked by another process"), writing(waiting):
            pass


def test_a_database_without_tables(opened, database_url):
    with pytest.raises(StoreUnavailable, match="python -m bot migrate"), reading(opened(database_url)) as connection:
        connection.execute(text("select * from revision"))


def test_a_connection_that_the_server_ended_is_replaced(opened, postgresql_url):
    engine = opened(postgresql_url)
    with reading(engine) as connection:
        process = connection.execute(text("select pg_backend_pid()")).scalar_one()
    with reading(opened(postgresql_url)) as connection:
        connection.execute(text(f"select pg_terminate_backend({process}, 5000)"))
    with reading(engine) as connection:
        assert connection.execute(text("select 1")).scalar_one() == 1


def test_a_file_is_left_in_wal_mode(opened, sqlite_url, tmp_path):
    migrate(opened(sqlite_url))
    with closing(sqlite3.connect(tmp_path / "desk.db")) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_facts_are_read_from_files_without_the_databases_libraries():
    code = (
        "import sys, knowledge.files, knowledge.model, knowledge.snapshot;"
        "print(*({'sqlmodel', 'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == []

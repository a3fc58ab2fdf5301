"""The database behind DATABASE_URL: engines, transactions, migrations.

Everything is synchronous. Answering never waits for the database, and what a curator does is rare: a caller with an
event loop uses `asyncio.to_thread`, and one way of talking to the database serves the bot, the commands and the
migrations alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from knowledge import trouble
from knowledge.errors import StoreUnavailable

DEFAULT_URL = "sqlite:///race-desk.db"
SECONDS = 5
MIGRATION_SECONDS = 60
MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_WRITER = 7_361_034_551  # the advisory lock's number: any, but the same in every version


def engine_for(url: str | None = None, *, seconds: float = SECONDS) -> Engine:
    """Make an engine for a DATABASE_URL as platforms hand it out; nothing is opened yet.

    Args:
        url: `postgres://`, `postgresql://` or `sqlite:///`; without one, an SQLite file in the working directory.
        seconds: how long to wait for a connection, and for a lock that another process holds.

    Raises:
        StoreUnavailable: it is no address of either kind.
    """
    try:
        address = make_url((url or "").strip() or DEFAULT_URL)
    except (ArgumentError, ValueError):
        raise StoreUnavailable("DATABASE_URL is no address; write postgresql://… or sqlite:///FILE.") from None
    backend = "postgresql" if address.drivername == "postgres" else address.get_backend_name()
    if backend == "sqlite":
        return _sqlite(address.set(drivername="sqlite"), seconds)
    if backend == "postgresql":
        return _postgresql(address.set(drivername="postgresql+psycopg"), seconds)
    raise StoreUnavailable(f"DATABASE_URL names {backend!r}; write postgresql://… or sqlite:///FILE.")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read in one transaction.

    Raises:
        StoreUnavailable: the database cannot be used.
    """
    with _translated(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, seconds: float | None = None, **options: Any) -> Iterator[Connection]:
    """Write in one transaction; no other process writes meanwhile, so that what was read still holds.

    Raises:
        StoreUnavailable: the database cannot be used, or another process held it for too long.
    """
    if seconds is not None:
        options["wait_ms"] = int(seconds * 1000)
    with _translated(engine), engine.connect() as plain:
        connection = plain.execution_options(writes=True, **options)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                wait = connection.get_execution_options()["wait_ms"]
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
            yield connection


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; safe when many processes start at once, and quick when nothing is to be done.

    Raises:
        StoreUnavailable: the database cannot be used, or was made by a newer version.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with reading(engine) as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    if set(found) == set(ScriptDirectory.from_config(config).get_heads()):
        return
    try:
        # SQLite changes a table by copying it, which foreign keys would forbid.
        with writing(engine, seconds=MIGRATION_SECONDS, foreign_keys="OFF") as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        raise StoreUnavailable(trouble.newer(engine.url)) from None


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        # Without the cause: its text may hold the address with the password.
        raise StoreUnavailable(trouble.sentence(error, engine.url)) from None


def _postgresql(address: URL, seconds: float) -> Engine:
    given = {
        "connect_timeout": max(2, round(seconds)),
        "tcp_user_timeout": 10_000,  # milliseconds until a connection that was cut is given up
        "keepalives_idle": 30,
    }
    arguments: dict[str, Any] = {name: value for name, value in given.items() if name not in address.query}
    return create_engine(
        address,
        # Prepared statements do not outlive a transaction behind a transaction pooler.
        connect_args={**arguments, "prepare_threshold": None},
        execution_options={"wait_ms": int(seconds * 1000)},
        pool_pre_ping=True,
        pool_size=2,
        pool_timeout=seconds,
        hide_parameters=True,
    )


def _sqlite(address: URL, seconds: float) -> Engine:
    in_memory = address.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {"pool_timeout": seconds}
    engine = create_engine(
        address,
        connect_args={"timeout": seconds, "check_same_thread": False},
        execution_options={"wait_ms": int(seconds * 1000)},
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "do_connect")
    def need_folder(*_: object) -> None:
        folder = Path(str(address.database)).parent
        # A folder made here would hide a typo in the address, and the history would be lost with the old file's name.
        if not in_memory and not str(address.database).startswith("file:") and not folder.exists():
            raise StoreUnavailable(
                f"The database {address.database} cannot be opened because the folder {folder} is not there; "
                "make the folder, or mend DATABASE_URL."
            ) from None

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, not when the driver thinks so
        # With WAL readers and a writer do not wait for each other. It is kept in the file: whoever cannot switch it
        # on now, because the file is in use or cannot be written, goes on without.
        with suppress(sqlite3.Error), closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {options['wait_ms']}")
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {options.get('foreign_keys', 'ON')}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine

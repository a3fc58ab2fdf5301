"""`python -m knowledge load` says in one line what came of it."""

import pytest

from knowledge.database import engine_for
from knowledge.errors import FactsRefused, RaceNotFound, StoreUnavailable
from knowledge.store import Store
from knowledge.store_command import load_command
from tests.bot.small_race import FILES
from tests.knowledge import harbor

RACE = "harbor-clerk-2024"


@pytest.fixture
def folder(tmp_path):
    """A folder with one small race in it."""
    for name, content in FILES.items():
        path = tmp_path / "races" / RACE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "races"


@pytest.fixture(autouse=True)
def _database(database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)


def printed(capsys, folder, race=None):
    assert load_command(folder, race) == 0
    (line,) = capsys.readouterr().out.splitlines()
    return line


def test_loading_twice_makes_one_revision(capsys, folder):
    assert printed(capsys, folder).startswith(f"{RACE}: revision 1 is new and in force (")
    assert printed(capsys, folder, RACE).startswith(f"{RACE}: revision 1 is in force and says what the files say (")


def test_changed_files_make_another(capsys, folder):
    printed(capsys, folder)
    race = folder / RACE / "race.yaml"
    race.write_text(race.read_text().replace("Harbor Clerk 2024", "Clerk of Harbor 2024"))
    assert "revision 2 is new and in force" in printed(capsys, folder)


def test_it_says_when_a_curators_revision_was_kept(capsys, folder, database_url):
    printed(capsys, folder)
    engine = engine_for(database_url)
    Store(engine).save(harbor.facts(race=RACE), by="carla", origin="import", reason="a correction")
    engine.dispose()
    assert "revision 2 was put in force by a curator" in printed(capsys, folder)


def test_what_does_not_hold_up_never_reaches_the_database(folder, tmp_path):
    (folder / RACE / "race.yaml").write_text("id: harbor-clerk-2024\n")
    with pytest.raises(FactsRefused):
        load_command(folder)
    with pytest.raises(RaceNotFound):
        load_command(folder, "ferry-clerk-2024")
    assert not (tmp_path / "desk.db").exists()


def test_a_database_that_cannot_be_reached_is_named(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hush@127.0.0.1:1/facts")
    with pytest.raises(StoreUnavailable, match=r"facts on 127\.0\.0\.1:1"):
        load_command(folder)

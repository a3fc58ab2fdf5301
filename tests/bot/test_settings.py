"""What can be set, and what is said about a value that cannot be used."""

import pytest

from bot.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "KNOWLEDGE_DIR", "RACE", "CURATOR_IDS", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_needs_to_be_set():
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.database_url == "sqlite:///race-desk.db"
    assert settings.knowledge_dir.parts[-2:] == ("knowledge", "races")
    assert settings.curator_ids == frozenset()


def test_curators_are_ids_with_commas(monkeypatch):
    monkeypatch.setenv("CURATOR_IDS", "123, 456,")
    assert load_settings().curator_ids == {123, 456}


def test_a_blank_value_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("FATAL_PAUSE_SECONDS", "")
    assert load_settings().discord_token is None
    assert load_settings().fatal_pause_seconds == 60


def test_the_env_file_is_read_and_the_environment_goes_first(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("RACE=from-file\nLOG_LEVEL=warning\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("RACE", "from-environment")
    assert load_settings().race == "from-environment"
    assert load_settings().log_level == "WARNING"


def test_a_token_does_not_show(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2")
    assert "hunter2" not in repr(load_settings())


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("CURATOR_IDS", "123, bob", "'bob' is not a Discord id; give whole numbers with commas between them"),
        ("LOG_LEVEL", "loud", "input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("FATAL_PAUSE_SECONDS", "soon", "valid number"),
        ("FATAL_PAUSE_SECONDS", "-1", "greater than or equal to 0"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_in_one_sentence(monkeypatch, name, value, mend):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} cannot be used: ")
    assert mend in sentence
    assert "\n" not in sentence

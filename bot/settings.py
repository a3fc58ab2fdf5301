"""Every setting of the bot: read from the environment, and from `.env` in the working directory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

import knowledge

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class SettingsError(Exception):
    """Raised when a setting has a value that cannot be used; its text names the variable and the mend."""


def _ids(given: object) -> object:
    """Read "123, 456" as ids; anything that is not digits is told with the offending piece."""
    if not isinstance(given, str):
        return given
    pieces = [piece.strip() for piece in given.split(",") if piece.strip()]
    for piece in pieces:
        if not piece.isascii() or not piece.isdigit():
            raise ValueError(f"{piece!r} is not a Discord id; give whole numbers with commas between them")
    return frozenset(int(piece) for piece in pieces)


def _upper(given: object) -> object:
    return given.strip().upper() if isinstance(given, str) else given


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """What can be set; a blank variable counts as not set.

    Attributes:
        discord_token: the bot's token; needed only to run on Discord.
        database_url: where revisions are kept.
        knowledge_dir: a folder of races, or one race's own folder.
        race: which race to answer about, where the folder holds several.
        curator_ids, curator_role_ids: who may use /facts; nobody unless named here.
        log_level: how much is logged; question text never is at INFO.
        fatal_pause_seconds: the wait before a fatal exit, so that a platform that restarts at once does not
            use up the day's log-ins; a signal ends it.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    discord_token: SecretStr | None = None
    database_url: str = "sqlite:///race-desk.db"
    knowledge_dir: Path = Path(knowledge.__file__).parent / "races"
    race: str | None = None
    curator_ids: Ids = frozenset()
    curator_role_ids: Ids = frozenset()
    log_level: Annotated[Level, BeforeValidator(_upper)] = "INFO"
    fatal_pause_seconds: Annotated[float, Field(ge=0, le=3600)] = 60.0


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one sentence for each variable whose value cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(" ".join(_sentence(dict(item)) for item in error.errors())) from None


def _sentence(item: dict[str, object]) -> str:
    location = item.get("loc")
    name = str(location[0]).upper() if isinstance(location, tuple) and location else "A setting"
    message = str(item.get("msg", "is not usable")).removeprefix("Value error, ")
    return f"{name} cannot be used: {message[:1].lower() + message[1:]}."

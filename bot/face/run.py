"""Running the bot as a process: start, stop on a signal, and end with a clear sentence when it cannot run."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys

import discord

from bot.desk import Desk, FactStore
from bot.face import log as logs
from bot.face.client import RaceDesk
from bot.settings import Settings
from knowledge import files
from knowledge.database import engine_for, migrate
from knowledge.model import RaceFacts
from knowledge.store import Store

log = logging.getLogger(__name__)

FINISH_SECONDS = 3.0
CLOSE_SECONDS = 1.0

NO_TOKEN = (
    "DISCORD_TOKEN is not set, so the bot cannot connect to Discord; set it in the environment or in .env, "
    'or try the bot in the terminal with "python -m bot chat" or "python -m bot ask".'
)
BAD_TOKEN = (
    "Discord does not accept DISCORD_TOKEN; copy the bot's token again from the Bot page of its application at "
    "https://discord.com/developers/applications."
)
BAD_INTENTS = (
    "Discord refuses the events the bot asks for, though none of them is privileged; look at the intents on the Bot "
    "page of its application at https://discord.com/developers/applications."
)


class Fatal(Exception):
    """Raised when the bot cannot run and another try would end the same; its text says what to mend."""


def main(settings: Settings) -> int:
    """Run the bot until a signal stops it; give the exit status.

    Raises:
        KnowledgeError: there are no facts to answer from.
    """
    secrets = [settings.discord_token.get_secret_value()] if settings.discord_token else []
    logs.set_up(settings.log_level, secrets)
    if not settings.discord_token:
        print(NO_TOKEN, file=sys.stderr)
        return 1
    return asyncio.run(_run(settings, settings.discord_token.get_secret_value()))


async def _run(settings: Settings, token: str) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no handlers on the loop
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    desk = desk_of(settings)
    status = await asyncio.to_thread(desk.load)
    log.info("facts of %s: revision %s, %d statements", status.race_id, status.revision, status.statements)
    try:
        await _serve(RaceDesk(desk, settings), token, stop)
    except Fatal as fatal:
        print(fatal, file=sys.stderr, flush=True)
        await _pause(stop, settings.fatal_pause_seconds)
        return 1
    return 0


async def _serve(client: RaceDesk, token: str, stop: asyncio.Event) -> None:
    """Stay connected until told to stop.

    Raises:
        Fatal: Discord will not have the bot, however often it tries.
    """
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            log.info("stopping")
            if not await client.in_hand.finish(FINISH_SECONDS):
                log.warning("some questions were still in hand after %s seconds", FINISH_SECONDS)
            return
        await running
    except discord.LoginFailure as error:
        raise Fatal(BAD_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise Fatal(BAD_INTENTS) from error
    except discord.ConnectionClosed as error:
        raise Fatal(BAD_TOKEN if error.code == 4004 else f"Discord closed the connection with {error.code}.") from error
    except (discord.HTTPException, discord.GatewayNotFound, OSError) as error:
        raise Fatal(f"Discord cannot be reached or turns the bot away: {error}") from error
    finally:
        stopping.cancel()
        await _close(client)
        running.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


async def _close(client: RaceDesk) -> None:
    """Close every connection.

    A sharded client closes with code 1000, which ends the session at once; the plain client of discord.py 2.7.1
    closes with 4000, and the bot would look online for minutes.
    """
    try:
        await asyncio.wait_for(client.close(), CLOSE_SECONDS)
    except Exception:
        log.warning("the connection did not close in order", exc_info=True)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def desk_of(settings: Settings) -> Desk:
    """Set up the desk that the settings describe; nothing is read before `load`."""

    def read() -> RaceFacts:
        return files.load(files.race_folder(settings.knowledge_dir, settings.race))

    def open_store() -> FactStore:
        engine = engine_for(settings.database_url)
        migrate(engine)
        return Store(engine)

    return Desk(read, open_store)

"""What Discord is told about the commands, and when."""

import json
from pathlib import Path

import discord
import pytest

from bot.face import client, sync
from tests.bot.face import race
from tests.double import official

GOLDEN = Path(__file__).with_name("commands.json")


@pytest.fixture
def bot(settings):
    return client.RaceDesk(race.desk(), settings, shard_count=1)


async def test_the_commands_are_what_the_reviewed_file_says(bot):
    told = json.dumps(sync.definitions(bot.tree), indent=2, ensure_ascii=False) + "\n"
    assert told == GOLDEN.read_text(encoding="utf-8"), "commands changed: look at the difference and renew the file"


async def test_discord_would_take_them(bot):
    assert official.problems("PUT", "/applications/1/commands", sync.definitions(bot.tree)) == []


def test_no_privileged_intent_is_asked_for():
    privileged = discord.Intents(message_content=True, members=True, presences=True)
    assert client.intents().value & privileged.value == 0
    assert client.intents().value == discord.Intents(guilds=True, guild_messages=True, dm_messages=True).value


class Memory:
    """A desk that remembers the commands, and a tree that counts how often it was synced."""

    def __init__(self, fails=False):
        self.digest = None
        self.synced = 0
        self.fails = fails

    def command_hash(self):
        return self.digest

    def remember_commands(self, digest):
        self.digest = digest

    async def sync(self):
        if self.fails:
            raise discord.app_commands.MissingApplicationID
        self.synced += 1


async def test_they_are_registered_only_when_they_changed(bot, monkeypatch):
    memory = Memory()
    monkeypatch.setattr(bot.tree, "sync", memory.sync)
    assert await sync.sync_if_changed(bot.tree, 1, memory)
    assert not await sync.sync_if_changed(bot.tree, 1, memory)
    assert await sync.sync_if_changed(bot.tree, 2, memory), "another application knows nothing of them"
    bot.tree.remove_command("facts")
    assert await sync.sync_if_changed(bot.tree, 2, memory)
    assert memory.synced == 3


async def test_a_discord_that_does_not_take_them_does_not_stop_the_bot(bot, simcord_env, caplog):
    simcord_env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
    memory = Memory()
    assert not await sync.sync_if_changed(simcord_env.bot.tree, 1, memory)
    assert memory.digest is None
    assert "did not take the commands" in caplog.text

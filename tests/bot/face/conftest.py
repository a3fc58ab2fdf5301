from __future__ import annotations

import pytest

from bot.face.client import RaceDesk
from bot.face.conversations import Conversations
from bot.settings import Settings
from tests.bot.face import race
from tests.double import official


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings():
    return Settings(_env_file=None)


@pytest.fixture
def desk():
    return race.desk()


@pytest.fixture
def says(desk):
    """The stand-in answerer that the bot asks."""
    return desk.serving.answerer


@pytest.fixture
def simcord_bot(desk, settings, clock):
    return RaceDesk(desk, settings, Conversations(clock), shard_count=1)


@pytest.fixture
def server(simcord_env):
    """The environment with one server; whatever the bot sent in it is checked at the end."""
    simcord_env.create_guild()
    yield simcord_env
    for request in simcord_env.http_requests:
        if request.json is not None:
            assert official.problems(request.method, request.path, request.json) == []


@pytest.fixture
def channel(server):
    return server.guild.create_text_channel("races")


@pytest.fixture
def alice(server):
    return server.guild.add_member(server.create_user("alice"))


@pytest.fixture
def curator(server, simcord_bot):
    """A member whom the settings name, with the right that Discord is told to ask for."""
    import discord

    role = server.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    carol = server.guild.add_member(server.create_user("carol"), roles=[role])
    simcord_bot.settings = simcord_bot.settings.model_copy(update={"curator_ids": frozenset({carol.id})})
    return carol


def shown(message) -> str:
    """Everything a member reads in a message, in reading order."""

    def texts(parts):
        for part in parts:
            yield part.get("content") or part.get("label") or ""
            yield from texts(part.get("components") or [])

    parts = [p if isinstance(p, dict) else p.to_dict() for p in message.components]
    return "\n".join(filter(None, [message.content, *texts(parts)]))

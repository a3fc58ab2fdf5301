"""The Discord client: few intents, no pings, and one way from a question to a reply."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.face import errors, mentions, render, sync, words
from bot.face.ask import ask
from bot.face.buttons import QuestionButton, is_ours
from bot.face.conversations import Conversations
from bot.face.facts import Facts
from bot.face.inhand import InHand
from bot.settings import Settings

log = logging.getLogger(__name__)

PRESENCE = "/ask about the race"

# the library warns at each start that voice is not installed, which nobody here misses
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def intents() -> discord.Intents:
    """Give the events the bot needs; none of them is privileged."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Tree(app_commands.CommandTree["RaceDesk"]):
    """The commands; while the bot is stopping it leaves new ones to the copy that replaces it."""

    async def interaction_check(self, interaction: discord.Interaction[RaceDesk]) -> bool:
        """Take a command up, or not."""
        return not interaction.client.in_hand.stopping

    async def on_error(self, interaction: discord.Interaction[RaceDesk], error: app_commands.AppCommandError) -> None:
        """Hand any error to the one place that answers for errors."""
        await errors.on_tree_error(interaction, error)


class RaceDesk(discord.AutoShardedClient):
    """The bot on Discord.

    Args:
        desk: where answers come from; loaded before the client starts.
        settings: who is a curator.
        conversations: the dialogues; a test gives its own clock with them.
        options: passed on to discord.py (`shard_count`).
    """

    def __init__(
        self, desk: Desk, settings: Settings, conversations: Conversations | None = None, **options: Any
    ) -> None:
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity(name=PRESENCE),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.desk = desk
        self.settings = settings
        self.conversations = conversations if conversations is not None else Conversations()
        self.in_hand = InHand()
        self.tree = Tree(self)
        self.tree.add_command(ask)
        self.tree.add_command(Facts())

    async def setup_hook(self) -> None:
        """Make old buttons work again and tell Discord about changed commands; once, before connecting."""
        self.add_dynamic_items(QuestionButton)
        assert self.application_id is not None
        await sync.sync_if_changed(self.tree, self.application_id, self.desk)

    async def on_ready(self) -> None:
        """Log it; this may happen many times, so nothing is done here."""
        status = self.desk.status()
        log.info("ready in %d servers, facts %s", len(self.guilds), status.content_hash[:12])

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is addressed to the bot."""
        await mentions.on_message(self, message)

    async def on_interaction(self, interaction: discord.Interaction[RaceDesk]) -> None:
        """Say something sensible to a press on a button that this version does not know."""
        if interaction.type is not discord.InteractionType.component or self.in_hand.stopping:
            return
        pressed: Any = interaction.data or {}
        if not is_ours(str(pressed.get("custom_id", ""))):
            await errors.tell(interaction, words.OLD_BUTTON)

    def layout(self, question: str, user: int, channel: int) -> discord.ui.LayoutView:
        """Answer a question within its dialogue, ready to be sent."""
        serving = self.desk.serving
        answer = serving.answerer.answer(question, self.conversations.of(user, channel))
        return render.layout(answer, serving.snapshot)

    def help(self) -> discord.ui.LayoutView:
        """Say in a few words how to ask, with questions to try."""
        race = render.escape(self.desk.serving.snapshot.facts.race.name)
        return render.greeting(words.HELP.format(race=race), self.desk.serving.answerer.example_questions())

    async def answer_interaction(
        self, interaction: discord.Interaction[RaceDesk], question: str, *, private: bool
    ) -> None:
        """Answer a command or a press; whatever goes wrong, whoever asked hears of it."""
        if self.in_hand.stopping:
            return
        with self.in_hand.one():
            log.info("asked by %s", errors.interaction_name(interaction))
            try:
                view = self.layout(question, interaction.user.id, interaction.channel_id or 0)
                await interaction.response.send_message(view=view, ephemeral=private)
            except Exception as error:
                await errors.report(interaction, error)

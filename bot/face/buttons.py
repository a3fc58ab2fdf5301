"""Buttons that outlive a restart: everything a press needs stands in the button's own id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

if TYPE_CHECKING:
    from bot.face.client import RaceDesk

_VERSION = "q1:"
_LABEL = 80
_CUSTOM_ID = 100


class QuestionButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(rf"{_VERSION}(?P<question>.+)", re.DOTALL)
):
    """Asks one complete question when pressed, and answers whoever pressed it."""

    def __init__(self, question: str) -> None:
        label = question if len(question) <= _LABEL else question[: _LABEL - 1].rstrip() + "…"
        super().__init__(
            discord.ui.Button(label=label, custom_id=_VERSION + question, style=discord.ButtonStyle.secondary)
        )
        self.question = question

    @staticmethod
    def holds(question: str) -> bool:
        """Tell whether the question fits into a button's id."""
        return bool(question.strip()) and len(_VERSION + question) <= _CUSTOM_ID

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the button again from what its id says."""
        return cls(match["question"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the question: in a server only to whoever pressed, so that a button cannot flood a channel."""
        client: RaceDesk = interaction.client
        await client.answer_interaction(interaction, self.question, private=interaction.guild_id is not None)


def is_ours(custom_id: str) -> bool:
    """Tell whether this version of the bot answers a press of the id."""
    return custom_id.startswith(_VERSION)

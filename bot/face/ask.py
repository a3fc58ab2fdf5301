"""The slash command /ask, with questions that the facts can answer offered while typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from rapidfuzz import fuzz, utils

from bot.face import render

if TYPE_CHECKING:
    from bot.face.client import RaceDesk

_ALIKE = 70


def matching(examples: Sequence[str], typed: str) -> list[str]:
    """Give the example questions that fit what was typed so far, best first; all of them for nothing typed."""
    fitting = tuple(question for question in examples if 0 < len(question) <= render.CHOICE)
    wanted = _plain(typed)
    if not wanted:
        return list(fitting[: render.CHOICES])
    scored = [
        (plain.startswith(wanted), _alike(wanted.split(), plain.split()), question)
        for question, plain in zip(fitting, _all_plain(fitting), strict=True)
    ]
    best = sorted((hit for hit in scored if hit[0] or hit[1] >= _ALIKE), key=lambda hit: (not hit[0], -hit[1]))
    return [question for _, _, question in best[: render.CHOICES]]


def _alike(typed: Sequence[str], words: Sequence[str]) -> float:
    """Score how well each typed word is found among the words; a word still being typed fits by its beginning.

    The scorers that take whole sentences find one shared word enough, so that every question about a person fits.
    """
    return sum(max((fuzz.ratio(t, w[: len(t) + 1]) for w in words), default=0.0) for t in typed) / len(typed)


@lru_cache(maxsize=4)
def _all_plain(questions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(question) for question in questions)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return utils.default_process("".join(c for c in decomposed if not unicodedata.combining(c)))


@app_commands.command(name="ask", description="Ask about the race, and get an answer with its sources.")
@app_commands.describe(
    question="Your question, in plain words", private="Show the answer only to you (default: everyone here sees it)"
)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
async def ask(
    interaction: discord.Interaction[RaceDesk], question: app_commands.Range[str, 1, 1000], private: bool = False
) -> None:
    """Answer at once: answering touches no disk and no network, so there is nothing to wait for."""
    await interaction.client.answer_interaction(interaction, question, private=private)


@ask.autocomplete("question")
async def offer(interaction: discord.Interaction[RaceDesk], typed: str) -> list[app_commands.Choice[str]]:
    """Offer questions; anything else may still be typed."""
    examples = interaction.client.desk.serving.answerer.example_questions()
    return [app_commands.Choice(name=question, value=question) for question in matching(examples, typed)]

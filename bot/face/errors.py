"""What a member sees when something fails: one private sentence, with a reference that finds the log."""

from __future__ import annotations

import logging
import secrets

import discord
from discord import app_commands

from bot.face import words

log = logging.getLogger(__name__)

# unknown interaction, already acknowledged: too late, or another copy of the bot was faster
_SOMEONE_ELSE = {10062, 40060}


async def on_tree_error(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    """Handle whatever a command raised."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, app_commands.CommandNotFound):
        log.warning("a command is used that this version does not have: %s", cause.name)
        await tell(interaction, words.OLD_COMMAND)
    elif isinstance(cause, app_commands.CheckFailure):
        await tell(interaction, str(cause) or words.NOT_HERE)
    else:
        await report(interaction, cause)


async def report(interaction: discord.Interaction, error: BaseException) -> None:
    """Log an unexpected error and tell whoever asked, unless there is nobody left to tell."""
    if is_too_late(error):
        log.info("an interaction was answered elsewhere or too late")
        return
    reference = logged(error, interaction_name(interaction))
    await tell(interaction, words.WENT_WRONG.format(reference=reference))


def logged(error: BaseException, where: str) -> str:
    """Log an error with its traceback; give the reference that stands in the log."""
    reference = secrets.token_hex(4)
    log.error("error %s in %s", reference, where, exc_info=error)
    return reference


def is_too_late(error: BaseException) -> bool:
    """Tell whether Discord says that the interaction has run out or was answered already."""
    if isinstance(error, discord.InteractionResponded):
        return True
    return isinstance(error, discord.HTTPException) and error.code in _SOMEONE_ELSE


def interaction_name(interaction: discord.Interaction) -> str:
    """Name an interaction for the log, without anything that a member typed."""
    command = interaction.command
    return f"/{command.qualified_name}" if command is not None else interaction.type.name


async def tell(interaction: discord.Interaction, sentence: str) -> None:
    """Say one sentence to whoever interacted, privately, whether or not a reply was begun."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except discord.HTTPException as error:
        log.info("could not tell a member about it: %s", error.code)

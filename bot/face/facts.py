"""The curators' commands: /facts reload and /facts status."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.desk import Reload, Status
from bot.face import render, words
from knowledge import edtf

if TYPE_CHECKING:
    from bot.face.client import RaceDesk

log = logging.getLogger(__name__)

_NAMED = 15


class NotACurator(app_commands.CheckFailure):
    """Raised when somebody else uses a curators' command; its text is shown to them."""


def require_curator(interaction: discord.Interaction[RaceDesk]) -> bool:
    """Let curators through; Discord's own command permissions are only a hint and are not relied on.

    Raises:
        NotACurator: the member is none.
    """
    settings = interaction.client.settings
    if not settings.curator_ids and not settings.curator_role_ids:
        raise NotACurator(words.NO_CURATORS)
    roles = {role.id for role in interaction.user.roles} if isinstance(interaction.user, discord.Member) else set()
    if interaction.user.id in settings.curator_ids or roles & settings.curator_role_ids:
        return True
    raise NotACurator(words.NOT_A_CURATOR)


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Facts(app_commands.Group):
    """The group /facts."""

    def __init__(self) -> None:
        super().__init__(name="facts", description="For curators: see and renew the facts.")

    @app_commands.command(description="Read the fact files again and answer from them at once.")
    @app_commands.check(require_curator)
    async def reload(self, interaction: discord.Interaction[RaceDesk]) -> None:
        """Renew the facts; files that do not hold up change nothing."""
        with interaction.client.in_hand.one():
            await interaction.response.defer(ephemeral=True, thinking=True)
            by = f"discord:{interaction.user.id}"
            result = await asyncio.to_thread(interaction.client.desk.reload, by)
            log.info("/facts reload by %s: %s", by, result.outcome)
            await _finish(interaction, reload_lines(result), "problems.txt")

    @app_commands.command(description="Show which facts are in force, since when, and who brought them.")
    @app_commands.check(require_curator)
    async def status(self, interaction: discord.Interaction[RaceDesk]) -> None:
        """Show what is in force."""
        with interaction.client.in_hand.one():
            await interaction.response.defer(ephemeral=True, thinking=True)
            await _finish(interaction, status_lines(interaction.client.desk.status()), "status.txt")


async def _finish(interaction: discord.Interaction[RaceDesk], lines: Sequence[str], name: str) -> None:
    """Show the lines, or their first and all of them as a file where they are too long for a message."""
    text = render.notice(lines)
    if len(text) <= render.CONTENT:
        await interaction.edit_original_response(content=text)
        return
    whole = discord.File(io.BytesIO("\n".join(lines).encode()), filename=name)
    first = render.clip(lines[0], render.CONTENT // 4)
    await interaction.edit_original_response(
        content=render.notice([first, "All of it is in the file."]), attachments=[whole]
    )


def reload_lines(result: Reload) -> list[str]:
    """Tell what came of a reload, in plain lines."""
    if result.outcome == "refused":
        found = _count(len(result.problems), "problem")
        return [f"Refused: {found}. The facts in force go on answering.", *map(str, result.problems)]
    if result.outcome == "unchanged":
        return ["Nothing has changed: these facts are in force already.", *_notices(result.status)]
    kinds = (("Added", result.added), ("Changed", result.changed), ("Retired", result.retired))
    changes = [f"{kind} {_named(ids)}" for kind, ids in kinds if ids]
    changes = changes or ["No statement changed; names, sources or the race's own record did."]
    return [f"The new facts are in force: {_revision(result.status)}.", *changes, *_notices(result.status)]


def status_lines(status: Status) -> list[str]:
    """Tell what is in force, in plain lines."""
    counted = ((status.statements, "statement"), (status.entities, "name"), (status.sources, "source"))
    how = "at the start" if status.loaded_by == "start" else f"by {status.loaded_by}"
    return [
        status.race_name[:1].upper() + status.race_name[1:],
        f"Race: {status.race_id}",
        f"In force: {_revision(status)}",
        f"Loaded: {status.loaded_at:%Y-%m-%d %H:%M} UTC, {how}",
        f"Articles up to {edtf.parse(status.horizon).spoken()}",
        ", ".join(_count(number, noun) for number, noun in counted),
        *_notices(status),
    ]


def _notices(status: Status) -> list[str]:
    lines = []
    if status.trouble:
        lines.append(f"The database cannot be used, so the answers come from the files: {status.trouble}")
    if status.files_differ:
        lines.append("The files say something else: a curator brought in the facts that are in force, and they stay.")
    return lines


def _revision(status: Status) -> str:
    number = f"revision {status.revision}" if status.revision is not None else "not stored"
    return f"{number}, {status.content_hash[:12]}"


def _named(ids: Sequence[str]) -> str:
    rest = len(ids) - _NAMED
    return f"{len(ids)}: {', '.join(ids[:_NAMED])}{f' and {rest} more' if rest > 0 else ''}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

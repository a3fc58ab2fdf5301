"""Telling Discord which commands there are, and only when they have changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk

log = logging.getLogger(__name__)


def definitions(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """Give the commands exactly as Discord is told them, in a fixed order."""
    commands = [command.to_dict(tree) for command in tree.get_commands()]
    return sorted(commands, key=lambda command: (command["type"], command["name"]))


def digest(application_id: int, commands: list[dict[str, Any]]) -> str:
    """Hash the commands of one application."""
    canonical = json.dumps([application_id, commands], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


async def sync_if_changed(tree: app_commands.CommandTree[Any], application_id: int, desk: Desk) -> bool:
    """Register the commands unless Discord knows them already; tell whether it was done.

    A failure is logged and not fatal: the commands that Discord knows go on working.
    """
    now = digest(application_id, definitions(tree))
    if await asyncio.to_thread(desk.command_hash) == now:
        log.info("the commands have not changed")
        return False
    try:
        await tree.sync()
    except discord.HTTPException as error:
        log.error("Discord did not take the commands: %s", error)
        return False
    await asyncio.to_thread(desk.remember_commands, now)
    log.info("the commands were registered")
    return True

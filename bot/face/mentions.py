"""Questions that come as messages: mentions, direct messages, replies to the bot. Decide, answer, send."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import discord

from bot.face import errors, words

if TYPE_CHECKING:
    from bot.face.client import RaceDesk

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Addressed:
    """What a message wants of the bot.

    Attributes:
        way: how the bot was addressed.
        question: what is asked; empty where the bot was only called.
    """

    way: Literal["mention", "direct", "reply"]
    question: str


def addressed(message: discord.Message, me: int) -> Addressed | None:
    """Tell what a message wants of the bot; None where it is none of the bot's business.

    Without the message content intent a message that does not concern the bot arrives without its text.
    """
    if message.author.bot or message.webhook_id is not None or message.author.id == me:
        return None
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return None
    name = re.compile(rf"<@!?{me}>")
    question = " ".join(name.sub(" ", message.content).split())
    if message.guild is None:
        return Addressed("direct", question)
    if name.search(message.content):
        return Addressed("mention", question)
    if question and _answers(message, me):
        return Addressed("reply", question)
    return None


def _answers(message: discord.Message, me: int) -> bool:
    """Tell whether the message replies to one of the bot's own."""
    replied = message.reference.resolved if message.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == me


async def on_message(client: RaceDesk, message: discord.Message) -> None:
    """Answer a message that addresses the bot."""
    if client.in_hand.stopping or client.user is None:
        return
    wanted = addressed(message, client.user.id)
    if wanted is None:
        return
    with client.in_hand.one():
        log.info("asked by %s", wanted.way)
        try:
            await _reply(client, message, wanted.question)
        except discord.Forbidden as error:
            log.info("not allowed to reply in channel %s (code %s)", message.channel.id, error.code)
        except Exception as error:
            reference = errors.logged(error, wanted.way)
            await _apologise(message, reference)


async def _reply(client: RaceDesk, message: discord.Message, question: str) -> None:
    if not may_send(message):
        log.info("no permission to send in channel %s", message.channel.id)
        return
    view = client.layout(question, message.author.id, message.channel.id) if question else client.help()
    await send(message, view=view)


async def send(
    message: discord.Message, *, content: str | None = None, view: discord.ui.LayoutView | None = None
) -> None:
    """Send one reply.

    The nonce is the message's id: two copies of the bot, as there are during a deploy, post it once.
    """
    nonce = str(message.id)
    reference = message.to_reference(fail_if_not_exists=False) if _may_refer(message) else None
    if view is not None:
        if reference is None:
            await message.channel.send(view=view, nonce=nonce)
        else:
            await message.channel.send(view=view, nonce=nonce, reference=reference)
    elif reference is None:
        await message.channel.send(content, nonce=nonce)
    else:
        await message.channel.send(content, nonce=nonce, reference=reference)


async def _apologise(message: discord.Message, reference: str) -> None:
    try:
        await send(message, content=words.WENT_WRONG.format(reference=reference))
    except discord.HTTPException as error:
        log.info("could not tell a member about it: %s", error.code)


def may_send(message: discord.Message) -> bool:
    """Tell whether the bot may write where the message stands, as far as is known here."""
    allowed = _permissions(message)
    if allowed is None:
        return True
    return allowed.send_messages_in_threads if isinstance(message.channel, discord.Thread) else allowed.send_messages


def _may_refer(message: discord.Message) -> bool:
    """Tell whether the bot may reply to the message: Discord wants it to see the channel's history."""
    allowed = _permissions(message)
    return message.guild is None or (allowed is not None and allowed.read_message_history)


def _permissions(message: discord.Message) -> discord.Permissions | None:
    """Give the bot's permissions where the message stands; None where they do not matter or are not known."""
    channel = message.channel
    if message.guild is None or isinstance(channel, discord.PartialMessageable):
        return None
    try:
        return channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose parent is not known
        return None

"""The people, places and messages that the double tells a client about."""

from __future__ import annotations

from itertools import count
from typing import Any

Json = dict[str, Any]

BOT, GUILD, CHANNEL, MEMBER, DIRECT = "9001", "8001", "7001", "6001", "7002"
EVERYTHING = "2147483647"

_ids = count(10**17)


def new_id() -> str:
    return str(next(_ids))


def user(id_: str = MEMBER, name: str = "reader", bot: bool = False) -> Json:
    return {"id": id_, "username": name, "discriminator": "0", "global_name": None, "avatar": None, "bot": bot}


def bot_user() -> Json:
    return user(BOT, "desk", bot=True)


def member(of: Json | None = None) -> Json:
    known: Json = {"roles": [], "joined_at": "2020-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0}
    return known | ({"user": of} if of else {})


def channel(id_: str = CHANNEL) -> Json:
    if id_ == DIRECT:
        return {"id": DIRECT, "type": 1, "recipients": [user()], "last_message_id": None, "flags": 0}
    return {"id": id_, "type": 0, "name": "races", "position": 0, "permission_overwrites": [], "flags": 0}


def guild() -> Json:
    everyone = {
        "id": GUILD, "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": EVERYTHING,
        "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip
    return {
        "id": GUILD, "name": "Readers", "owner_id": MEMBER, "roles": [everyone], "channels": [channel()],
        "members": [member(bot_user())], "member_count": 2, "threads": [], "emojis": [], "stickers": [],
        "features": [], "presences": [], "voice_states": [], "stage_instances": [], "guild_scheduled_events": [],
        "large": False, "joined_at": "2020-01-01T00:00:00+00:00", "preferred_locale": "en-US",
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
        "nsfw_level": 0, "premium_tier": 0, "system_channel_flags": 0, "afk_timeout": 60,
    }  # fmt: skip


def application() -> Json:
    return {"id": BOT, "name": "desk", "description": "", "verify_key": "00", "flags": 0, "bot_public": True,
            "bot_require_code_grant": False, "owner": user(), "icon": None}  # fmt: skip


def message(content: str, *, direct: bool = False, author: Json | None = None, **more: Any) -> Json:
    """A message that a member sends, in the server or directly."""
    mentions = [bot_user()] if f"<@{BOT}>" in content else []
    sent: Json = {
        "id": new_id(), "channel_id": DIRECT if direct else CHANNEL, "author": author or user(), "content": content,
        "timestamp": "2020-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
        "mentions": mentions, "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0,
        "components": [], "flags": 0,
    }  # fmt: skip
    return sent | ({} if direct else {"guild_id": GUILD, "member": member()}) | more


def reply_from_bot(body: Json, channel_id: str) -> Json:
    """The message that Discord makes of what the bot sent."""
    made = message(body.get("content") or "", author=bot_user())
    shown = {key: body.get(key) or [] for key in ("embeds", "components")}
    return made | shown | {"channel_id": channel_id, "flags": body.get("flags") or 0, "mentions": []}


def interaction(kind: int, data: Json, *, direct: bool = False, **more: Any) -> Json:
    """A command (2), press (3) or autocomplete (4) by a member."""
    place = DIRECT if direct else CHANNEL
    sent: Json = {
        "id": new_id(), "application_id": BOT, "type": kind, "token": f"interaction-token-{new_id()}", "version": 1,
        "locale": "en-US", "attachment_size_limit": 10485760, "entitlements": [], "app_permissions": EVERYTHING,
        "authorizing_integration_owners": {"0": GUILD}, "context": 1 if direct else 0, "data": data,
        "channel_id": place, "channel": channel(place),
    }  # fmt: skip
    if direct:
        return sent | {"user": user()} | more
    asker = member(user()) | {"permissions": EVERYTHING}
    return sent | {"guild_id": GUILD, "guild": {"id": GUILD, "locale": "en-US", "features": []}, "member": asker} | more


def ask(question: str, *, direct: bool = False) -> Json:
    """The command /ask."""
    option = {"name": "question", "type": 3, "value": question}
    return interaction(2, {"id": new_id(), "name": "ask", "type": 1, "options": [option]}, direct=direct)


def facts(command: str) -> Json:
    """A curator's command, /facts and its name."""
    return interaction(2, {"id": new_id(), "name": "facts", "type": 1, "options": [{"name": command, "type": 1}]})


def press(shown: Json, custom_id: str) -> Json:
    """A press on a button of a message that the bot sent."""
    return interaction(3, {"component_type": 2, "custom_id": custom_id}, message=shown)


def typing(text: str) -> Json:
    """What Discord tells while a member types the question of /ask."""
    option = {"name": "question", "type": 3, "value": text, "focused": True}
    return interaction(4, {"id": new_id(), "name": "ask", "type": 1, "options": [option]})

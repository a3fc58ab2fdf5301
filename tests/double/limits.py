"""Discord's documented limits on what a bot sends, checked without any outside file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

V2 = 1 << 15
EPHEMERAL = 1 << 6
CHOICES = 25
NAME = re.compile(r"[-_'\w]{1,32}\Z")
TEXT, BUTTON, SELECT, ROW, CONTAINER = 10, 2, 3, 1, 17


def problems(method: str, path: str, body: Any) -> list[str]:
    """Say what Discord would refuse, or merely should not see, in the body of a request."""
    return list(_problems(method, path, body))


def _problems(method: str, path: str, body: Any) -> Iterator[str]:
    if path.endswith("/commands") and method == "PUT":
        yield from _commands(body)
    elif path.endswith("/callback"):
        data = body.get("data") or {}
        if body["type"] in (4, 7):
            yield from _message(data)
        elif body["type"] == 5 and (data.get("flags") or 0) & ~EPHEMERAL:
            yield "a deferred reply may only be ephemeral"
        elif body["type"] == 8:
            yield from _choices(data.get("choices") or [])
    elif "/messages" in path or path.startswith("/webhooks/"):
        yield from _message(body, edit=method == "PATCH")


def _message(body: Json, edit: bool = False) -> Iterator[str]:
    content, embeds, flags = body.get("content") or "", body.get("embeds") or [], body.get("flags") or 0
    parts = list(_walk(body.get("components") or []))
    if not edit and body.get("allowed_mentions", {}).get("parse") != []:
        yield "the message could ping somebody: allowed_mentions does not forbid it"
    if len(content) > 2000:
        yield f"content of {len(content)} characters"
    if len(str(body.get("nonce") or "")) > 25:
        yield "a nonce of over 25 characters"
    if not edit and not (content or embeds or parts or body.get("attachments")):
        yield "an empty message"
    if flags & V2:
        if content or embeds:
            yield "Components V2 beside content or embeds"
        if len(parts) > 40:
            yield f"{len(parts)} components"
        text = sum(len(part["content"]) for part in parts if part["type"] == TEXT)
        if text > 4000:
            yield f"{text} characters of text"
    elif any(part["type"] >= 9 for part in parts):
        yield "Components V2 without their flag"
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield "two components with one custom_id"
    for part in parts:
        yield from _component(part)


def _component(part: Json) -> Iterator[str]:
    inner = part.get("components") or []
    if part["type"] == TEXT and not part["content"].strip():
        yield "an empty text"
    if part["type"] in (ROW, CONTAINER) and not inner:
        yield "a row or container with nothing in it"
    if part["type"] == ROW and len(inner) > 5:
        yield f"{len(inner)} buttons in a row"
    if part["type"] == BUTTON:
        if not 1 <= len(part.get("label") or "") <= 80:
            yield f"a button's label of {len(part.get('label') or '')} characters"
        if "url" not in part and not 1 <= len(part.get("custom_id") or "") <= 100:
            yield f"a custom_id of {len(part.get('custom_id') or '')} characters"
    if part["type"] == SELECT and not 1 <= len(part["options"]) <= 25:
        yield f"{len(part['options'])} options"


def _walk(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from _walk(part.get("components") or [])
        yield from _walk([part["accessory"]] if "accessory" in part else [])


def _choices(choices: list[Json]) -> Iterator[str]:
    if len(choices) > CHOICES:
        yield f"{len(choices)} choices"
    for choice in choices:
        if not 1 <= len(choice["name"]) <= 100 or not 1 <= len(str(choice["value"])) <= 100:
            yield f"a choice of {len(choice['name'])} characters"


def _commands(commands: list[Json]) -> Iterator[str]:
    names = [(command.get("type", 1), command["name"]) for command in commands]
    if len(names) != len(set(names)):
        yield "two commands of one name"
    if len(commands) > 100:
        yield f"{len(commands)} commands"
    for command in commands:
        yield from _command(command)


def _command(command: Json) -> Iterator[str]:
    if command.get("type", 1) in (1, 2) and command.get("description") is not None:
        if not NAME.match(command["name"]) or command["name"] != command["name"].lower():
            yield f"a command named {command['name']!r}"
        if not 1 <= len(command["description"]) <= 100:
            yield f"a description of {len(command['description'])} characters for {command['name']}"
    options = command.get("options") or []
    if len(options) > 25:
        yield f"{len(options)} options for {command['name']}"
    for option in options:
        yield from _command({**option, "type": 1})

"""The double itself: answers REST calls, speaks the gateway's protocol, and remembers everything it was sent."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.double import objects, official
from tests.double.objects import Json

PATIENCE = 10.0


@dataclass
class Request:
    """One REST call as it came in."""

    method: str
    path: str
    body: Any
    faults: list[str]


@dataclass
class Connection:
    """One gateway connection: how to speak to the client, and what it said."""

    socket: web.WebSocketResponse
    said: list[Json] = field(default_factory=list)
    closed_with: int | None = None
    _zlib: Any = field(default_factory=zlib.compressobj)
    _squeeze: bool = True

    async def send(self, event: Json) -> None:
        raw = json.dumps(event)
        if self._squeeze:
            await self.socket.send_bytes(self._zlib.compress(raw.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH))
        else:
            await self.socket.send_str(raw)


class Double:
    """A Discord on 127.0.0.1; use it as `async with Double() as discord`.

    Attributes:
        requests: every REST call, oldest first.
        connections: every gateway connection, oldest first.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.connections: list[Connection] = []
        self._refusals: list[int] = []
        self._forced: list[tuple[str, int, Json]] = []
        self._stalled: list[tuple[str, float]] = []
        self._changed = asyncio.Condition()
        self._sequence = 0

    async def __aenter__(self) -> Double:
        app = web.Application(client_max_size=30 * 2**20)
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        self.gateway_address = f"ws://{host}:{port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # what a test does

    def force(self, path: str, status: int, body: Json | None = None) -> None:
        """Answer the next call whose path holds the fragment with this status instead; calls use them up in order."""
        self._forced.append((path, status, body or {"code": 0, "message": "forced"}))

    def refuse_sessions_with(self, code: int) -> None:
        """Close the next connection with this code when it identifies."""
        self._refusals.append(code)

    def stall(self, path: str, seconds: float) -> None:
        """Let the next call whose path holds the fragment wait."""
        self._stalled.append((path, seconds))

    async def tell(self, event: str, data: Json) -> None:
        """Send an event over the newest connection."""
        await self._dispatch(self.connections[-1], event, data)

    async def drop(self) -> None:
        """Break the newest connection off as a failing network would."""
        transport = self.connections[-1].socket._req.transport  # type: ignore[union-attr]
        transport.abort()

    async def until(self, what: Callable[[Double], Any], why: str) -> Any:
        """Wait until something holds and give it."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: what(self)), PATIENCE)
            except TimeoutError:
                calls = [f"{r.method} {r.path}" for r in self.requests]
                raise AssertionError(f"waited {PATIENCE} s for {why}; calls so far: {calls}") from None
        return what(self)

    async def stalled(self) -> None:
        """Wait until every call that was to wait is waiting."""
        await self.until(lambda d: not d._stalled, "the calls that are to wait")

    async def ready(self, connections: int = 1) -> None:
        """Wait until the client has identified or resumed on that many connections."""
        await self.until(lambda d: len(d.spoken(2)) + len(d.spoken(6)) >= connections, "identify")

    async def sent(self, fragment: str, number: int = 1) -> Request:
        """Wait for the number-th call whose path holds the fragment."""
        calls = await self.until(lambda d: (c := d.calls(fragment))[number - 1 :] and c, f"call {number} of {fragment}")
        return calls[number - 1]

    def calls(self, fragment: str) -> list[Request]:
        return [request for request in self.requests if fragment in request.path and request.method != "GET"]

    def spoken(self, op: int) -> list[Json]:
        """Give what clients said with the opcode (2 identify, 6 resume)."""
        return [frame["d"] for connection in self.connections for frame in connection.said if frame["op"] == op]

    def faults(self) -> list[str]:
        """Give everything that was wrong in any body."""
        return [f"{request.method} {request.path}: {fault}" for request in self.requests for fault in request.faults]

    # REST

    async def _rest(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        body = await _body(request)
        faults = official.problems(request.method, path, body) if body is not None else []
        for entry in [e for e in self._stalled if e[0] in path][:1]:
            self._stalled.remove(entry)
            await self._note(None)
            await asyncio.sleep(entry[1])
        await self._note(Request(request.method, path, body, faults))
        for entry in [e for e in self._forced if e[0] in path][:1]:
            self._forced.remove(entry)
            return _json(entry[2], entry[1])
        if faults:
            return _json({"code": 50035, "message": "Invalid Form Body", "errors": {"_errors": faults}}, 400)
        return _json(self._reply(request.method, path, body))

    async def _note(self, request: Request | None) -> None:
        async with self._changed:
            if request is not None:
                self.requests.append(request)
            self._changed.notify_all()

    def _reply(self, method: str, path: str, body: Any) -> Any:
        if path == "/users/@me":
            return objects.bot_user()
        if path.endswith("applications/@me"):
            return objects.application()
        if path.startswith("/gateway"):
            limits = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
            return {"url": self.gateway_address, "shards": 1, "session_start_limit": limits}
        if method == "PUT" and path.endswith("/commands"):
            made = {"application_id": objects.BOT, "version": "1"}
            return [command | made | {"id": objects.new_id()} for command in body]
        if path.endswith("/callback"):
            shown = objects.reply_from_bot(body.get("data") or {}, objects.CHANNEL)
            about = {"id": path.split("/")[2], "type": 2, "response_message_id": shown["id"]}
            return {"interaction": about, "resource": {"type": body["type"], "message": shown}}
        if "/messages" in path:
            channel = path.split("/")[2] if path.startswith("/channels") else objects.CHANNEL
            return objects.reply_from_bot(body or {}, channel)
        return {}

    # gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(socket, _squeeze=request.query.get("compress") == "zlib-stream")
        self.connections.append(connection)
        await connection.send({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._hear(connection, json.loads(frame.data))
        connection.closed_with = socket.close_code
        await self._note(None)
        return socket

    async def _hear(self, connection: Connection, said: Json) -> None:
        if said["op"] == 1:
            await connection.send({"op": 11})
        elif said["op"] == 2 and self._refusals:
            connection.said.append(said)
            await connection.socket.close(code=self._refusals.pop(0))
            return
        elif said["op"] == 2:
            ready = {"v": 10, "user": objects.bot_user(), "guilds": [{"id": objects.GUILD, "unavailable": True}],
                     "session_id": "session", "resume_gateway_url": self.gateway_address,
                     "shard": said["d"].get("shard", [0, 1]), "application": objects.application()}  # fmt: skip
            await self._dispatch(connection, "READY", ready)
            await self._dispatch(connection, "GUILD_CREATE", objects.guild())
        elif said["op"] == 6:
            await self._dispatch(connection, "RESUMED", {})
        connection.said.append(said)
        await self._note(None)

    async def _dispatch(self, connection: Connection, event: str, data: Json) -> None:
        self._sequence += 1
        await connection.send({"op": 0, "s": self._sequence, "t": event, "d": data})


async def _body(request: web.Request) -> Any:
    if not request.can_read_body:
        return None
    if request.content_type == "application/json":
        return json.loads(await request.text() or "null")
    form = await request.post()
    return json.loads(str(form["payload_json"])) if "payload_json" in form else None


def _json(value: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only where the header says exactly this, without a charset,
    # and takes a 429 without Via for a ban by the proxy in front of Discord
    exact = {"Content-Type": "application/json", "Via": "1.1 double"}
    return web.Response(body=json.dumps(value).encode(), status=status, headers=exact)

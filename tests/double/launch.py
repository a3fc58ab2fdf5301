"""Run the unmodified bot against a double: `python -m tests.double.launch http://127.0.0.1:PORT`."""

from __future__ import annotations

import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.__main__ import main

if __name__ == "__main__":
    address = sys.argv[1]
    discord.http.Route.BASE = f"{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{address.replace('http', 'ws', 1)}/gateway/")
    sys.exit(main(sys.argv[2:]))

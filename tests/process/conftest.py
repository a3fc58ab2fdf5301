"""The bot as a process of its own, against a Discord on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.double.server import Double

ROOT = Path(__file__).parents[2]
TOKEN = "bm90LWEtcmVhbC10b2tlbg.AbCdEf.this-token-opens-nothing-at-all-00"


class Bot:
    """A running `python -m bot`."""

    def __init__(self, process):
        self._process = process
        self._said = ""

    async def says(self, words):
        """Wait until the words were printed."""
        while words not in self._said:
            line = await asyncio.wait_for(self._process.stdout.readline(), 15)
            assert line, f"it ended without saying {words!r}: {self._said}"
            self._said += line.decode()

    def interrupt(self, number=signal.SIGTERM):
        """Send a signal and wait for nothing."""
        self._process.send_signal(number)

    async def signal(self, number):
        """Send a signal; give exit status, output and the seconds it took."""
        begun = time.monotonic()
        self.interrupt(number)
        status, output = await self.end()
        return status, output, time.monotonic() - begun

    async def end(self):
        """Wait for the end; give exit status and everything that was printed."""
        output, _ = await asyncio.wait_for(self._process.communicate(), 15)
        return self._process.returncode, self._said + output.decode()


def text_of(body):
    """Everything readable in a message's body."""

    def texts(parts):
        for part in parts:
            yield part.get("content") or part.get("label") or ""
            yield from texts(part.get("components") or [])

    return "\n".join([body.get("content") or "", *texts(body.get("components") or [])])


def buttons_of(body):
    """Every button's label and id in a message's body."""

    def found(parts):
        for part in parts:
            if part["type"] == 2:
                yield part["label"], part["custom_id"]
            yield from found(part.get("components") or [])

    return dict(found(body.get("components") or []))


@pytest.fixture
async def discord():
    async with Double() as double:
        yield double
    assert double.faults() == []


@pytest.fixture
async def start(discord, tmp_path):
    """Start the unmodified bot with the made-up race; whatever still runs at the end is stopped."""
    processes = []

    async def start_one(**settings):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": TOKEN}
        environment["KNOWLEDGE_DIR"] = str(Path(__file__).parent / "races")
        environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'desk.db'}"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.double.launch", discord.address,
            cwd=tmp_path, env=environment | settings, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        processes.append(process)
        return Bot(process)

    yield start_one
    for process in processes:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        output, _ = await process.communicate()
        print(output.decode())  # pytest shows it where the test failed

"""What the bot does as a process: from the log-in to the last goodbye."""

import json
import signal
import time

import pytest

from tests.double import objects
from tests.process.conftest import TOKEN, text_of

CASH = "how much cash does Jo Vane have?"


async def test_it_asks_for_no_privileged_intent_and_says_how_to_be_used(discord, start):
    await start()
    await discord.ready()
    (identify,) = discord.spoken(2)
    assert identify["intents"] == (1 << 0) | (1 << 9) | (1 << 12)
    assert identify["presence"]["game"]["state"] == "/ask about the race"  # discord.py's name for the activity


async def test_a_mention_a_direct_message_and_a_command_are_each_answered_with_the_source(discord, start):
    await start()
    await discord.ready()
    await discord.tell("MESSAGE_CREATE", objects.message(f"<@{objects.BOT}> {CASH}"))
    mention = await discord.sent(f"/channels/{objects.CHANNEL}/messages")
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    direct = await discord.sent(f"/channels/{objects.DIRECT}/messages")
    await discord.tell("INTERACTION_CREATE", objects.ask(CASH))
    command = await discord.sent("/callback")
    for body in (mention.body, direct.body, command.body["data"]):
        assert "120,000" in text_of(body)
        assert "1. Harbor Herald, July 2, 2024, paragraph 4" in text_of(body)


async def test_an_overloaded_discord_gets_the_reply_a_moment_later(discord, start):
    await start()
    await discord.ready()
    discord.force("/messages", 502)
    discord.force("/messages", 429, {"message": "slow down", "retry_after": 0.05, "global": False})
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    calls = [await discord.sent("/messages", number) for number in (1, 2, 3)]
    assert len({json.dumps(call.body) for call in calls}) == 1


async def test_a_dropped_connection_is_resumed_and_goes_on_answering(discord, start):
    bot = await start()
    await discord.ready()
    await discord.sent("/commands")
    await discord.drop()
    await discord.ready(connections=2)
    assert len(discord.spoken(2)) == 1
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    await discord.sent("/messages")
    status, output, _ = await bot.signal(signal.SIGTERM)
    assert (status, discord.connections[-1].closed_with) == (0, 1000), output


async def test_commands_are_registered_once_and_not_again_by_a_restart(discord, start):
    for starts in (1, 2):
        bot = await start()
        await discord.ready(connections=starts)
        await bot.signal(signal.SIGTERM)
    assert len(discord.calls("/commands")) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_closes_with_1000_and_ends_with_0_within_5_seconds(discord, start, number):
    bot = await start()
    await discord.ready()
    status, output, seconds = await bot.signal(number)
    assert (status, discord.connections[0].closed_with) == (0, 1000), output
    assert seconds < 5
    assert "Traceback" not in output


async def test_a_question_in_hand_is_finished_before_it_ends(discord, start):
    bot = await start()
    await discord.ready()
    discord.stall("/messages", 0.5)
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    await discord.stalled()
    status, output, seconds = await bot.signal(signal.SIGTERM)
    assert status == 0, output
    assert len(discord.calls("/messages")) == 1
    assert seconds < 5


async def test_a_question_that_takes_too_long_does_not_hold_up_the_end(discord, start):
    bot = await start()
    await discord.ready()
    discord.stall("/messages", 30)
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    await discord.stalled()
    status, output, seconds = await bot.signal(signal.SIGTERM)
    assert (status, discord.connections[0].closed_with) == (0, 1000), output
    assert seconds < 5


async def test_a_signal_before_it_is_connected_ends_it_as_well(discord, start):
    discord.stall("/users/@me", 30)
    bot = await start()
    await bot.says("logging in")
    status, output, seconds = await bot.signal(signal.SIGTERM)
    assert status == 0, output
    assert seconds < 5
    assert "Traceback" not in output


async def test_without_a_token_one_sentence_says_what_to_do(start):
    status, output = await (await start(DISCORD_TOKEN="")).end()
    assert status != 0
    assert len(output.splitlines()) == 1
    assert "DISCORD_TOKEN" in output
    assert "python -m bot chat" in output


async def test_nothing_new_is_taken_up_while_it_is_stopping(discord, start):
    bot = await start(CURATOR_IDS=objects.MEMBER)
    await discord.ready()
    await discord.tell("MESSAGE_CREATE", objects.message(CASH, direct=True))
    shown = objects.reply_from_bot((await discord.sent("/messages")).body, objects.CHANNEL)
    ids = ("q0:old", f"q1:{CASH}")
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": id_, "custom_id": id_} for id_ in ids]}
    pressed = shown | {"components": [*shown["components"], row]}
    discord.stall("/messages", 1)
    await discord.tell("MESSAGE_CREATE", objects.message("who is running?", direct=True))
    await discord.stalled()
    bot.interrupt()
    await bot.says("stopping")
    await discord.tell("MESSAGE_CREATE", objects.message(f"<@{objects.BOT}> {CASH}"))
    for event in (
        objects.ask(CASH),
        objects.facts("reload"),
        objects.typing("cash"),
        *(objects.press(pressed, id_) for id_ in ids),
    ):
        await discord.tell("INTERACTION_CREATE", event)
    status, output = await bot.end()
    assert status == 0, output
    assert [call.path for call in discord.calls("/callback")] == []
    assert len(discord.calls("/messages")) == 2, "the first, and the one that was in hand"
    assert "running" in text_of(discord.calls("/messages")[1].body)


async def test_a_refused_token_gets_one_sentence_and_a_pause(discord, start):
    discord.force("/users/@me", 401, {"message": "401: Unauthorized", "code": 0})
    bot = await start(FATAL_PAUSE_SECONDS="2")
    await bot.says("DISCORD_TOKEN")
    told = time.monotonic()
    status, output = await bot.end()
    assert time.monotonic() - told > 1.8
    assert status != 0
    assert len([line for line in output.splitlines() if "DISCORD_TOKEN" in line]) == 1
    assert "Traceback" not in output
    assert len(discord.requests) == 1


async def test_a_signal_ends_the_pause_after_a_refused_token(discord, start):
    discord.force("/users/@me", 401, {"message": "401: Unauthorized", "code": 0})
    bot = await start(FATAL_PAUSE_SECONDS="60")
    await bot.says("DISCORD_TOKEN")
    status, output, seconds = await bot.signal(signal.SIGTERM)
    assert status == 1, output
    assert seconds < 5
    assert "Traceback" not in output


@pytest.mark.parametrize(("code", "named"), [(4014, "intents"), (4004, "DISCORD_TOKEN")])
async def test_what_discord_refuses_for_good_is_tried_once(discord, start, code, named):
    discord.refuse_sessions_with(code)
    bot = await start(FATAL_PAUSE_SECONDS="0")
    status, output = await bot.end()
    assert status != 0
    assert named in output.splitlines()[-1]
    assert "Traceback" not in output
    assert len(discord.spoken(2)) == 1


async def test_facts_that_do_not_hold_up_are_listed_and_nothing_is_started(discord, start, tmp_path):
    (tmp_path / "race.yaml").write_text("id: x\nnmae: y\n")
    status, output = await (await start(KNOWLEDGE_DIR=str(tmp_path))).end()
    assert status == 1
    assert "race.yaml:2:1" in output
    assert "Traceback" not in output
    assert discord.requests == []


async def test_no_secret_and_no_question_stands_in_the_log(discord, start):
    bot = await start()
    await discord.ready()
    command = objects.ask(CASH)
    await discord.tell("INTERACTION_CREATE", command)
    await discord.sent("/callback")
    _, output, _ = await bot.signal(signal.SIGTERM)
    assert "asked by /ask" in output
    assert "INSERT INTO" not in output
    for secret in (command["token"], CASH, *TOKEN.split(".")):
        assert secret not in output

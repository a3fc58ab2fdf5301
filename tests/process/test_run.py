"""What the bot does as a process: from the log-in to the last goodbye."""

import json
import signal

import pytest

from tests.double import objects
from tests.process.conftest import TOKEN

CASH = "how much cash does Jo Vane have?"


def text_of(body):
    """Everything readable in a message's body."""

    def texts(parts):
        for part in parts:
            yield part.get("content") or part.get("label") or ""
            yield from texts(part.get("components") or [])

    return "\n".join([body.get("content") or "", *texts(body.get("components") or [])])


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


async def test_a_refused_token_gets_one_sentence_and_a_pause_that_a_signal_ends(discord, start):
    discord.force("/users/@me", 401, {"message": "401: Unauthorized", "code": 0})
    bot = await start()
    await bot.says("DISCORD_TOKEN")
    assert await bot.goes_on(0.4)
    status, output, seconds = await bot.signal(signal.SIGTERM)
    assert status != 0
    assert seconds < 5
    assert "DISCORD_TOKEN" in output
    assert "Traceback" not in output
    assert len(discord.requests) == 1


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
    for secret in (command["token"], CASH, *TOKEN.split(".")):
        assert secret not in output

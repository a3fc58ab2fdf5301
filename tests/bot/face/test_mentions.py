"""Questions that come as messages."""

import discord
import pytest

from bot.face import words
from tests.bot.face import race
from tests.bot.face.conftest import shown

pytestmark = pytest.mark.simcord(settle_timeout=0.5)


@pytest.fixture
def me(simcord_bot):
    return f"<@{simcord_bot.user.id}>"


def replies(channel, simcord_bot):
    return [m for m in channel.history() if m.author.id == simcord_bot.user.id]


async def test_a_mention_is_answered_by_a_reply(channel, alice, simcord_bot, says, me):
    asked = await alice.send(channel, f"{me} how much cash  does Jo have?")
    (reply,) = replies(channel, simcord_bot)
    assert says.asked[0][0] == "how much cash does Jo have?"
    assert reply.reference.message_id == asked.id
    assert "1. Harbor Herald, July 2, 2024, paragraph 4" in shown(reply)


async def test_two_copies_of_the_bot_would_post_one_reply(server, channel, alice, me):
    asked = await alice.send(channel, f"{me} who is running?")
    body = [r.json for r in server.http_requests if r.path.endswith("/messages")][-1]
    assert (body["nonce"], body["enforce_nonce"]) == (str(asked.id), True)


async def test_nobody_is_pinged(server, channel, alice, me):
    await alice.send(channel, f"{me} @everyone who is running?")
    body = [r.json for r in server.http_requests if r.path.endswith("/messages")][-1]
    assert body["allowed_mentions"] == {"parse": []}


async def test_a_direct_message_is_answered(server, says):
    dora = server.create_user("dora")
    await dora.send_dm("who has endorsed Vane?")
    assert says.asked[0][0] == "who has endorsed Vane?"
    assert "1. Harbor Herald" in shown(dora.dm_channel.history()[-1])


async def test_a_reply_to_the_bot_that_carries_text_goes_on_with_the_dialogue(channel, alice, simcord_bot, says, me):
    await alice.send(channel, f"{me} how much cash does Jo have?")
    (reply,) = replies(channel, simcord_bot)
    await alice.send(channel, f"{me} and Max?", reply_to=reply)
    assert [question for question, _ in says.asked] == ["how much cash does Jo have?", "and Max?"]
    assert says.asked[0][1] is says.asked[1][1]


@pytest.mark.parametrize("text", ["who is running?", "", "@everyone who is running?", "<@123456789012345678> who?"])
async def test_what_is_not_addressed_to_it_is_left_alone(channel, alice, simcord_bot, says, text):
    await alice.send(channel, text or "hello")
    assert replies(channel, simcord_bot) == []
    assert says.asked == []


async def test_bots_are_never_answered(server, channel, simcord_bot, says, me):
    other = server.guild.add_member(server.create_user("other", bot=True))
    await other.send(channel, f"{me} who is running?")
    assert says.asked == []


async def test_webhooks_are_never_answered(server, channel, says, me):
    await server.guild.create_webhook(channel).send(f"{me} who is running?")
    assert says.asked == []


async def test_being_called_without_a_question_gets_a_short_help(channel, alice, simcord_bot, says, me):
    await alice.send(channel, me)
    (reply,) = replies(channel, simcord_bot)
    assert shown(reply).splitlines() == [*words.HELP.format(race="Harbor mayor 2024").splitlines(), *race.EXAMPLES]
    assert says.asked == []


async def test_without_the_right_to_read_history_it_sends_instead_of_replying(server, alice, simcord_bot, me):
    hidden = discord.PermissionOverwrite(read_message_history=False)
    channel = server.guild.create_text_channel("no-history", overwrites={server.guild.me: hidden})
    await alice.send(channel, f"{me} who is running?")
    (reply,) = replies(channel, simcord_bot)
    assert reply.reference is None
    assert "1. Harbor Herald" in shown(reply)


async def test_where_it_may_not_write_it_stays_quiet(server, alice, simcord_bot, me, caplog):
    muted = discord.PermissionOverwrite(send_messages=False)
    channel = server.guild.create_text_channel("muted", overwrites={server.guild.me: muted})
    await alice.send(channel, f"{me} who is running?")
    assert replies(channel, simcord_bot) == []
    assert [r for r in caplog.records if r.levelname in ("ERROR", "WARNING")] == []


async def test_a_refusal_that_could_not_be_foreseen_is_survived_quietly(server, channel, alice, me, caplog):
    server.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await alice.send(channel, f"{me} who is running?")
    assert [r for r in caplog.records if r.levelname == "ERROR"] == []


async def test_an_error_gets_a_sentence_with_a_reference(channel, alice, simcord_bot, says, me, caplog):
    says.gives = ZeroDivisionError("secret detail")
    await alice.send(channel, f"{me} who is running?")
    (reply,) = replies(channel, simcord_bot)
    reference = next(r.args[0] for r in caplog.records if r.levelname == "ERROR")
    assert reply.content == words.WENT_WRONG.format(reference=reference)


async def test_no_question_stands_in_the_log_at_info(channel, alice, me, caplog):
    caplog.set_level("INFO")
    await alice.send(channel, f"{me} is zebra running?")
    await alice.slash(channel, "ask", question="is zebra running?")
    assert "asked by mention" in caplog.text
    assert "asked by /ask" in caplog.text
    assert "zebra" not in caplog.text


async def test_it_answers_in_threads(server, channel, alice, simcord_bot, me):
    parent = simcord_bot.get_channel(channel.id)
    await parent.create_thread(name="cash", type=discord.ChannelType.public_thread)
    (thread,) = channel.threads
    await alice.send(thread, f"{me} who is running?")
    assert "1. Harbor Herald" in shown(replies(thread, simcord_bot)[-1])

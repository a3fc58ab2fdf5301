"""/ask as members meet it."""

import discord
import pytest

from bot.face import ask, words
from tests.bot.face import race
from tests.bot.face.conftest import shown

pytestmark = pytest.mark.simcord(settle_timeout=0.5)


async def test_the_answer_comes_at_once_with_heading_and_numbered_sources(channel, alice):
    result = await alice.slash(channel, "ask", question="how much has jo got")
    assert not result.deferred
    text = shown(result.response)
    assert text.splitlines() == [
        "### How much cash does Jo Vane have?",
        "Jo Vane had about $120,000 in cash at the end of June 2024.",
        "-# **Sources**",
        "-# 1. Harbor Herald, July 2, 2024, paragraph 4",
        "-# 2. A second look, The Bay Post, between June 2024 and July 2024, paragraphs 2 and 7",
        "-# You could ask:",
        "Who has endorsed Jo Vane?",
    ]
    assert "how much has jo got" not in text


async def test_everyone_sees_an_answer_unless_it_is_asked_for_privately(server, channel, alice):
    bob = server.guild.add_member(server.create_user("bob"))
    assert not (await alice.slash(channel, "ask", question="who")).ephemeral
    assert len(channel.history(viewer=bob)) == 1
    assert (await alice.slash(channel, "ask", question="who", private=True)).ephemeral
    assert len(channel.history(viewer=bob)) == 1


async def test_it_works_in_direct_messages(server, alice):
    result = await server.create_user("dora").slash("ask", question="who")
    assert "1. Harbor Herald" in shown(result.response)


async def test_a_button_asks_its_question_and_answers_only_whoever_pressed(server, channel, alice, says):
    result = await alice.slash(channel, "ask", question="how much cash")
    bob = server.guild.add_member(server.create_user("bob"))
    pressed = await bob.click(result.response, label="Who has endorsed Jo Vane?")
    assert says.asked[-1][0] == "Who has endorsed Jo Vane?"
    assert pressed.ephemeral
    assert "1. Harbor Herald" in shown(pressed.response)


async def test_a_button_still_works_after_a_restart(server, channel, alice, desk, settings):
    from bot.face.client import RaceDesk

    result = await alice.slash(channel, "ask", question="how much cash")
    await server.restart_bot(RaceDesk(desk, settings, shard_count=1))
    pressed = await alice.click(result.response, label="Who has endorsed Jo Vane?")
    assert "1. Harbor Herald" in shown(pressed.response)


async def test_what_was_asked_before_is_remembered_for_ten_minutes_and_by_person_and_channel(
    server, channel, alice, says, clock
):
    async def dialogue(who, where):
        await who.slash(where, "ask", question="and the other one?")
        return says.asked[-1][1]

    first = await dialogue(alice, channel)
    clock.now = 599
    assert await dialogue(alice, channel) is first
    bob = server.guild.add_member(server.create_user("bob"))
    assert await dialogue(bob, channel) is not first
    assert await dialogue(alice, server.guild.create_text_channel("elsewhere")) is not first
    clock.now = 599 + 600
    assert await dialogue(alice, channel) is not first


@pytest.mark.simcord(settle_timeout=0.5, check_errors=False)
async def test_an_error_is_told_privately_with_a_reference_that_stands_in_the_log(channel, alice, says, caplog):
    says.gives = ZeroDivisionError("secret detail")
    result = await alice.slash(channel, "ask", question="who")
    assert result.ephemeral
    reference = caplog.records[-1].args[0]
    assert result.response.content == words.WENT_WRONG.format(reference=reference)
    assert "secret detail" in caplog.text


@pytest.mark.simcord(settle_timeout=0.5, check_errors=False)
@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_an_interaction_that_another_copy_answered_is_left_alone(server, channel, alice, caplog, status, code):
    server.inject_error("POST", "/interactions/*/*/callback", status=status, code=code)
    await alice.slash(channel, "ask", question="who")
    assert [r for r in caplog.records if r.levelname == "ERROR"] == []
    assert channel.history() == []


async def test_while_stopping_nothing_new_is_taken_up(channel, alice, simcord_bot, says):
    await simcord_bot.in_hand.finish(0)
    result = await alice.slash(channel, "ask", question="who")
    assert not result.acknowledged
    assert says.asked == []


class TestSuggestions:
    async def test_questions_that_fit_are_offered(self, channel, alice):
        choices = await alice.autocomplete(channel, "ask", "question", "endorsd vane")
        assert choices[0] == {"name": "Who has endorsed Jo Vane?", "value": "Who has endorsed Jo Vane?"}

    async def test_nothing_typed_offers_the_best_questions_in_their_order(self, channel, alice):
        choices = await alice.autocomplete(channel, "ask", "question", "")
        assert tuple(choice["value"] for choice in choices) == race.EXAMPLES

    def test_there_are_never_more_or_longer_ones_than_discord_takes(self):
        examples = [f"{'What about ' * (n % 12)}question {n}?" for n in range(80)]
        for typed in ("", "question", "what about", "QUESTION 7", "é"):
            offered = ask.matching(examples, typed)
            assert len(offered) <= 25
            assert all(1 <= len(question) <= 100 for question in offered)
        assert len(ask.matching(examples, "question")) == 25

    def test_what_begins_as_typed_comes_first(self):
        examples = ["Has the mayor endorsed anyone?", "Who has endorsed Vane?", "Who has cash?"]
        assert ask.matching(examples, "who has c")[0] == "Who has cash?"

    def test_nothing_alike_offers_nothing(self):
        assert ask.matching(race.EXAMPLES, "zzzzqqqq") == []


async def test_a_press_on_an_unknown_button_gets_a_polite_word(server, channel, alice, simcord_bot):
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Old", custom_id="q0:whatever"))
    old = await simcord_bot.get_channel(channel.id).send("an older version's", view=view)
    simcord_bot._connection._view_store.remove_view(view)
    pressed = await alice.click(old, label="Old")
    assert pressed.response.content == words.OLD_BUTTON
    assert pressed.ephemeral

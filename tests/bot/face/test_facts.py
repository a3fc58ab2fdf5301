"""/facts as curators, and those who are none, meet it."""

import discord
import pytest

from bot.desk import Desk
from bot.face import words
from knowledge.errors import FactsRefused, Problem, StoreUnavailable
from tests.bot.face import race
from tests.bot.face.conftest import shown


class Files:
    """The curators' files, as a test wants them next."""

    def __init__(self):
        self.next = race.facts()

    def __call__(self):
        if isinstance(self.next, Exception):
            raise self.next
        return self.next


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def desk(files):
    made = Desk(files, build=race.Says)
    made.load()
    return made


pytestmark = pytest.mark.simcord(settle_timeout=0.5)


async def test_status_says_what_is_in_force(channel, curator):
    result = await curator.slash(channel, "facts status")
    assert result.ephemeral
    lines = result.response.content.splitlines()
    assert lines[:2] == ["**Harbor mayor 2024**", "- Race: harbor-mayor"]
    assert lines[3].endswith("UTC, at the start")
    assert lines[4:] == ["- Articles up to July 2, 2024", "- 1 statement, 2 names, 2 sources"]


async def test_a_reload_names_what_changed_and_answers_from_it_at_once(channel, curator, files, desk):
    files.next = race.facts(cash="Jo Vane had about $90,000 in cash in May 2024.", extra=2)
    result = await curator.slash(channel, "facts reload")
    assert result.ephemeral
    text = result.response.content
    assert "- Added 2: vane-said-1, vane-said-2" in text
    assert "- Changed 1: vane-cash" in text
    assert "$90,000" in desk.serving.snapshot.statements["vane-cash"].text
    assert desk.status().loaded_by == f"discord:{curator.id}"


async def test_unchanged_files_are_not_loaded_again(channel, curator, desk):
    before = desk.serving.answerer
    result = await curator.slash(channel, "facts reload")
    assert result.response.content.startswith("**Nothing has changed")
    assert desk.serving.answerer is before


async def test_a_refused_file_shows_its_problems_and_the_old_facts_go_on_answering(channel, curator, alice, files):
    files.next = FactsRefused([Problem("people.yaml", 3, 5, "unknown key 'nmae'; write 'name'")])
    result = await curator.slash(channel, "facts reload")
    assert result.response.content.splitlines() == [
        "**Refused: 1 problem. The facts in force go on answering.**",
        "- people.yaml:3:5: unknown key 'nmae'; write 'name'",
    ]
    assert "1. Harbor Herald" in shown((await alice.slash(channel, "ask", question="cash?")).response)


async def test_many_problems_come_as_a_file(channel, curator, files):
    files.next = FactsRefused([Problem("people.yaml", n, 1, "x" * 80) for n in range(100)])
    response = (await curator.slash(channel, "facts reload")).response
    assert "100 problems" in response.content
    assert [attachment.filename for attachment in response.attachments] == ["problems.txt"]
    assert response.attachments[0].size > 8000


async def test_what_a_file_holds_cannot_format_or_ping(channel, curator, files):
    files.next = FactsRefused([Problem("people.yaml", 1, 1, "**bold** @everyone <@&1>")])
    content = (await curator.slash(channel, "facts reload")).response.content
    assert r"\*\*bold\*\*" in content
    assert "@everyone" not in content
    assert "<@&1>" not in content


@pytest.mark.simcord(settle_timeout=0.5, check_errors=False)
@pytest.mark.parametrize("command", ["facts reload", "facts status"])
async def test_who_is_no_curator_is_refused_privately_whatever_discord_lets_through(server, channel, curator, command):
    managers = discord.Permissions(manage_guild=True)
    role = server.guild.create_role("others", permissions=managers)
    mallory = server.guild.add_member(server.create_user("mallory"), roles=[role])
    result = await mallory.slash(channel, command)
    assert result.ephemeral
    assert result.response.content == words.NOT_A_CURATOR


@pytest.mark.simcord(settle_timeout=0.5, check_errors=False)
async def test_nobody_is_a_curator_until_named(server, channel, curator, simcord_bot, settings):
    simcord_bot.settings = settings
    result = await curator.slash(channel, "facts status")
    assert result.response.content == words.NO_CURATORS


async def test_a_role_can_make_a_curator(server, channel, simcord_bot, settings):
    role = server.guild.create_role("curators", permissions=discord.Permissions(manage_guild=True))
    simcord_bot.settings = settings.model_copy(update={"curator_role_ids": frozenset({role.id})})
    cleo = server.guild.add_member(server.create_user("cleo"), roles=[role])
    assert "in force" in (await cleo.slash(channel, "facts reload")).response.content


async def test_a_database_that_cannot_be_used_is_told(server, channel, curator, desk):
    def fails():
        raise StoreUnavailable("the disk is full")

    desk._open_store = fails
    await curator.slash(channel, "facts reload")
    content = (await curator.slash(channel, "facts status")).response.content
    assert "The database cannot be used, so the answers come from the files: the disk is full" in content


async def test_while_stopping_no_reload_is_begun(channel, curator, files, desk, simcord_bot):
    await simcord_bot.in_hand.finish(0)
    files.next = race.facts(extra=1)
    assert not (await curator.slash(channel, "facts reload")).acknowledged
    assert desk.status().statements == 1

"""The race that ships, asked as members and curators do: the process, the database and the files, nothing stood in."""

import shutil
import signal

import pytest

import knowledge
from bot.settings import Settings
from knowledge.database import engine_for
from knowledge.store import Store
from tests.double import objects
from tests.process.conftest import buttons_of, text_of

(SHIPPED,) = (folder for folder in Settings.model_fields["knowledge_dir"].default.iterdir() if folder.is_dir())
CASH = "how much cash does giannoulias have"
SOURCE = ("Chicago Tribune", "April 22, 2022", "paragraph 4")


@pytest.fixture
def race(tmp_path):
    """A copy of the race that may be edited."""
    return shutil.copytree(SHIPPED, tmp_path / "races" / SHIPPED.name)


@pytest.fixture
async def begin(discord, start, race, sqlite_url):
    """Start the bot on the copy, with the member as its curator, and wait until it is connected."""
    starts = []

    async def begin_one(database=sqlite_url):
        bot = await start(KNOWLEDGE_DIR=str(race), DATABASE_URL=database, CURATOR_IDS=objects.MEMBER)
        starts.append(bot)
        await discord.ready(connections=len(starts))
        return bot

    return begin_one


class Member:
    """Someone who asks and reads the answers."""

    def __init__(self, discord):
        self._discord = discord

    async def _next(self, event, data, fragment):
        known = len(self._discord.calls(fragment))
        await self._discord.tell(event, data)
        return (await self._discord.sent(fragment, known + 1)).body

    async def mentions(self, question):
        event = objects.message(f"<@{objects.BOT}> {question}")
        return await self._next("MESSAGE_CREATE", event, f"/channels/{objects.CHANNEL}/messages")

    async def writes(self, question):
        event = objects.message(question, direct=True)
        return await self._next("MESSAGE_CREATE", event, f"/channels/{objects.DIRECT}/messages")

    async def asks(self, question):
        return (await self._next("INTERACTION_CREATE", objects.ask(question), "/callback"))["data"]

    async def presses(self, shown, label):
        message = objects.reply_from_bot(shown, objects.CHANNEL)
        event = objects.press(message, buttons_of(shown)[label])
        return (await self._next("INTERACTION_CREATE", event, "/callback"))["data"]

    async def commands(self, name):
        """Use a curators' command; give what it says in the end."""
        return (await self._next("INTERACTION_CREATE", objects.facts(name), "/messages/@original"))["content"]


@pytest.fixture
def member(discord):
    return Member(discord)


def history(url):
    engine = engine_for(url)
    try:
        return Store(engine).history(SHIPPED.name)
    finally:
        engine.dispose()


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_copy_is_of_what_is_installed():
    assert SHIPPED.is_relative_to(knowledge.__path__[0])


async def test_every_way_of_asking_gets_the_figure_with_its_source(begin, member):
    await begin()
    for way in (member.mentions, member.writes, member.asks):
        said = text_of(await way(CASH))
        assert "$4.4 million" in said
        (source,) = (line for line in said.splitlines() if line.startswith("-# 1. "))
        for part in SOURCE:
            assert part in source


async def test_other_questions_are_cited_too(begin, member):
    await begin()
    for question, says, cites in (
        ("who is running", "Sidney Moore", "1. Chicago Tribune"),
        ("who endorsed anna valencia", "Dick Durbin", "Article on the nurses' endorsement (December 8, 2021)"),
        ("where is dan brady from", "Bloomington", "Article on Dick Durbin's endorsement"),
    ):
        said = text_of(await member.asks(question))
        assert says in said
        assert cites in said


async def test_a_dialogue_goes_on_from_one_message_to_the_next(begin, member):
    await begin()
    await member.writes(CASH)
    assert "$820,000" in text_of(await member.writes("and valencia?"))


async def test_a_button_answers_whoever_presses_it_also_after_a_restart(begin, member):
    bot = await begin()
    shown = await member.mentions("tell me about moore")
    await bot.signal(signal.SIGTERM)
    await begin()
    for label in buttons_of(shown):
        answer = await member.presses(shown, label)
        assert "1. " in text_of(answer)
        assert answer["flags"] & (1 << 6), "only whoever pressed sees it"


@pytest.mark.parametrize("database", ["sqlite_url", "postgresql_url"])
async def test_a_second_start_with_the_same_files_stores_and_registers_nothing(
    discord, begin, member, request, database
):
    url = request.getfixturevalue(database)
    seen = []
    for _ in range(2):
        bot = await begin(url)
        assert "$4.4 million" in text_of(await member.writes(CASH))
        await bot.signal(signal.SIGTERM)
        seen.append(history(url))
    assert len(seen[0]) == 1
    assert seen[1] == seen[0]
    assert len(discord.calls("/commands")) == 1


@pytest.mark.parametrize("database", ["sqlite_url", "postgresql_url"])
async def test_a_reload_changes_the_next_answer_and_a_broken_file_changes_nothing(
    begin, member, race, request, database
):
    url = request.getfixturevalue(database)
    bot = await begin(url)
    assert "$4.4 million" in text_of(await member.asks(CASH))
    money = race / "statements" / "money.yaml"

    edit(money, "$4.4 million", "$4.9 million")
    edit(money, "amount: 4400000", "amount: 4900000")
    told = await member.commands("reload")
    assert "- Changed 1: " in told
    for way in (member.asks, member.writes, member.mentions):
        assert "$4.9 million" in text_of(await way(CASH))

    edit(money, "unit: USD", "uint: USD")
    line = money.read_text(encoding="utf-8").splitlines().index("  uint: USD") + 1
    told = await member.commands("reload")
    assert "Refused: " in told
    assert f"money.yaml:{line}:3: " in told
    assert "$4.9 million" in text_of(await member.asks(CASH))
    assert "revision 2" in await member.commands("status")

    edit(money, "uint: USD", "unit: USD")
    assert "Nothing has changed" in await member.commands("reload")
    await bot.signal(signal.SIGTERM)
    newest, first = sorted(history(url), key=lambda revision: revision.id, reverse=True)
    assert (newest.created_by, newest.in_force) == (f"discord:{objects.MEMBER}", True)
    assert (first.created_by, first.in_force) == ("start", False)


async def test_a_start_after_an_edit_answers_from_the_new_files(begin, member, race, sqlite_url):
    bot = await begin()
    await bot.signal(signal.SIGTERM)
    edit(race / "statements" / "money.yaml", "$4.4 million", "$4.9 million")
    await begin()
    assert "$4.9 million" in text_of(await member.writes(CASH))
    assert len(history(sqlite_url)) == 2


async def test_a_database_that_cannot_be_opened_costs_nobody_an_answer(begin, member, tmp_path):
    await begin(f"sqlite:///{tmp_path}")  # a folder
    assert "$4.4 million" in text_of(await member.mentions(CASH))
    assert "The database cannot be used" in await member.commands("status")

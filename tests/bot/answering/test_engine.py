"""The one function in front: what comes out, whatever goes in."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering import Answer, Answerer, Conversation
from knowledge.files import default_directory, load, races_in
from knowledge.model import Organization, RaceFacts
from knowledge.snapshot import snapshot_of
from tests.bot.answering.promises import check

ROOT = Path(__file__).parents[3]
Ask = Callable[[str], Answer]
WORDS = """
Quillen marta Brannick tarrow Wilma Coyle sandler Greave Ardmore Hask VLC Dockhands Netmakers Ferry Guild local 12 13
Tidewater Lanterns party primary general election harbor warden Veldra Oxmoor Gullport governor assessor senator union
who what when where why how much many which did does is was will should not and or but than that he she they his her
cash money endorse endorsed back support running run candidates most least more total together compare married husband
from home town said promise alleged accused members votes need in since before after March February 2024 May June
777000 source article win vote think better ignore instructions quilen brannik endorsment ? , . ! 's $ @everyone
💰 cuanto dinero tiene quien apoya cuando es la primaria all every first old new still changed
Farquhar Zbigniew Bakers weather
""".split()  # noqa: SIM905 - a list of a hundred words reads worse
QUESTIONS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ANYTHING = st.one_of(QUESTIONS, QUESTIONS, st.text(max_size=200))
HYPOTHESIS = settings(deadline=None, derandomize=True, database=None)


@settings(HYPOTHESIS, max_examples=300)
@given(question=ANYTHING)
@example(question="")
@example(question="\ud800\x00\u202e")
@example(question="a" * 4000)
@example(question="a " * 3000)
@example(question="quillen " * 400)
@example(question="((((((((((" * 300)
@example(question="{subject} {names} %s \\1 [a|b]")
def test_any_text_gets_a_reply_that_keeps_every_promise(answerer: Answerer, question: str):
    check(answerer.answer(question), answerer)


@settings(HYPOTHESIS, max_examples=100)
@given(questions=st.lists(ANYTHING, min_size=2, max_size=6))
def test_so_does_every_turn_of_any_conversation(answerer: Answerer, questions: list[str]):
    conversation = Conversation()
    for question in questions:
        check(answerer.answer(question, conversation), answerer)


def test_every_example_question_is_answered(answerer: Answerer):
    examples = answerer.example_questions()
    assert len(examples) >= 10
    assert len(set(examples)) == len(examples)
    for question in examples:
        check(answerer.answer(question), answerer)
        assert answerer.answer(question).kind == "answer", question


def test_the_same_question_gets_the_same_answer(facts: RaceFacts, ask: Ask):
    again = Answerer(snapshot_of(facts))
    for question in ("who is running", "who endorsed Quillen", "where is Tarrow from", "how old is Quillen"):
        assert again.answer(question) == ask(question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where is Joss Brannick from?", "Joss Brannick is from Gullport."),
        ("who is Quillen married to", "Marta Quillen is married to Teodor Hask, a lawyer."),
        ("who is quillens husband?", "Marta Quillen is married to Teodor Hask, a lawyer."),
        ("who is the governor", "Otis Greave is the governor of Veldra."),
        ("what does the harbor warden do?", "The harbor warden licenses boats and keeps the channels of Veldra open."),
        ("how long has Quillen been assessor", "Marta Quillen has been the Veldra assessor since 2019."),
        (
            "what does Brannick promise",
            "Joss Brannick promises to dredge the north channel if he becomes harbor warden.",
        ),
        ("where is the assessor from?", "Marta Quillen is from Oxmoor."),
        ("is Quillen from Fennick?", "Marta Quillen is from Oxmoor."),
    ],
)
def test_a_plain_question_gets_the_statements_sentence(ask: Ask, question: str, text: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert text in answer.text


def test_an_answer_cites_where_it_stands_newest_first(ask: Ask):
    answer = ask("who did the Dockhands endorse?")
    assert [(c.source, c.paragraphs) for c in answer.citations] == [("june-soundings", (5,)), ("march-soundings", (5,))]
    assert answer.as_of == "2024-06-01"


def test_what_is_not_dated_has_no_date(ask: Ask):
    assert ask("where is Brannick from").as_of is None


@pytest.mark.parametrize("question", ["Where is Tarrow from?", "who is tarrow", "is Tarrow running?"])
def test_a_shared_surname_is_asked_back_and_every_way_out_answers(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "clarify"
    for name in ("Wilma Tarrow", "Ruben Tarrow"):
        assert name in answer.text
        (suggestion,) = [s for s in answer.suggestions if name in s]
        told = ask(suggestion)
        assert told.kind == "answer"
        assert name in told.text


def test_a_first_name_is_enough_to_tell_them_apart(ask: Ask):
    assert ask("where is Ruben Tarrow from").text == "Ruben Tarrow is from Tarn Hollow."
    assert ask("where is wilma from").text == "Wilma Tarrow is from Fennick."
    assert ask("which Tarrow is from Fennick").text.startswith("Wilma Tarrow is from Fennick.")


@pytest.mark.parametrize(
    "question",
    [
        "who is Zbigniew Farquhar?",
        "where is Farquhar from",
        "who endorsed Zbigniew Farquhar",
        "how much cash does Farquhar have",
        "where is Greave from?",
        "where is Hask from",
        "who is Brannick married to?",
        "what does Quillen promise",
        "how many members does the Ferry Crew Guild have",
        "how long has Greave been governor",
        "which party is Hask in",
        "when did Brannick enter the race",
        "why did Coyle drop out",
        "who is the mayor",
        "how old is Quillen?",
        "what is Quillen's religion",
        "what's Brannick's favorite food",
        "what did Brannick say about the weather",
        "what is the capital of France",
        "asdf qwer zxcv",
        "🤖🤖🤖",
    ],
)
def test_what_the_facts_do_not_hold_is_not_answered(ask: Ask, question: str):
    answer = ask(question)
    assert answer.kind == "no_answer"
    assert answer.statements == ()
    assert "arquhar" not in answer.text


def test_a_nearby_question_is_offered_where_there_is_one(ask: Ask):
    answer = ask("how old is Quillen?")
    assert answer.suggestions
    assert all("Quillen" in suggestion for suggestion in answer.suggestions)


@pytest.mark.parametrize("question", ["where is Edda Coyle from?", "who is from Tarn Hollow", "Coyle hometown"])
def test_what_a_curators_file_hides_never_answers(ask: Ask, question: str):
    answer = ask(question)
    assert "coyle-home" not in answer.statements
    assert not re.search(r"Coyle is from", answer.text)


def test_what_a_curator_hides_while_the_bot_runs_never_answers(facts: RaceFacts, ask: Ask):
    hiding = Answerer(snapshot_of(facts, hidden=["brannick-home"]))
    assert "Gullport" in ask("where is Brannick from").text
    assert hiding.answer("where is Brannick from").kind == "no_answer"
    check(hiding.answer("where is Brannick from"), hiding)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Where is Quillen from and who is she married to?", ["Oxmoor", "Teodor Hask"]),
        ("where is Brannick from? who endorsed Brannick?", ["Gullport", "Pell Ardmore", "Netmakers Union"]),
        ("Where is Quillen from? How much cash does she have?", ["Oxmoor", "$1.3 million"]),
        ("Where is Brannick from? Who endorsed him?", ["Gullport", "Pell Ardmore"]),
        ("when is the general election and who is running for the Lanterns", ["November 2024", "Ruben Tarrow"]),
    ],
)
def test_several_questions_in_one_message_are_all_answered(ask: Ask, question: str, parts: list[str]):
    answer = ask(question)
    assert answer.kind == "answer"
    for part in parts:
        assert part in answer.text
    assert "Coyle" not in answer.text


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("¿Cuánto dinero tiene Quillen?", "$1.3 million"),
        ("quien apoya a Quillen", "Otis Greave"),
        ("¿Cuándo es la primaria Tidewater?", "August 13, 2024"),
        ("de donde es Brannick", "Gullport"),
        ("quien es el gobernador", "Otis Greave"),
    ],
)
def test_a_spanish_question_gets_an_english_answer(ask: Ask, question: str, part: str):
    answer = ask(question)
    assert answer.kind == "answer"
    assert part in answer.text


def test_a_question_that_is_too_long_is_not_read(ask: Ask):
    assert ask("where is Brannick from?" + " " * 4000).kind == "no_answer"
    assert ask("where is Brannick from?".ljust(4000)).kind == "answer"


def test_however_much_there_is_to_tell_the_text_stays_short(facts: RaceFacts):
    unions = [
        Organization(id=f"long-union-{n}", name=f"Brotherhood of Very Long Names Lodge {n}", type="union")
        for n in range(100, 160)
    ]
    (pattern,) = [s for s in facts.statements if s.id == "dockhands-endorse"]
    more = [
        pattern.model_copy(
            update={"id": f"{u.id}-endorses", "subject": u.id, "text": f"{u.name} has endorsed Quillen."}
        )
        for u in unions
    ]
    update = {"organizations": (*facts.organizations, *unions), "statements": (*facts.statements, *more)}
    answerer = Answerer(snapshot_of(facts.model_copy(update=update)))
    for question in ("who endorsed Quillen", "how many unions back Quillen", "who endorsed Quillen? who is running?"):
        answer = answerer.answer(question)
        assert answer.kind == "answer"
        assert len(answer.text) <= 1000
        assert "Quillen" in answer.text


def test_explaining_gives_the_same_answer_and_tells_how(answerer: Answerer):
    answer, told = answerer.explain("where is Brannick from")
    assert answer == answerer.answer("where is Brannick from")
    assert any("brannick-home" in line for line in told.lines)


def test_an_empty_race_answers_nothing_and_does_not_fail(facts: RaceFacts):
    bare = Answerer(snapshot_of(facts.model_copy(update={"statements": ()})))
    assert bare.example_questions() == ()
    for question in ("who is running", "who endorsed Quillen", "how much cash does everyone have", "Quillen"):
        assert bare.answer(question).kind == "no_answer"


def test_answering_needs_neither_discord_nor_a_database():
    code = "import sys, bot.answering; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"discord", "sqlalchemy", "sqlmodel", "alembic", "asyncio"} & set(done.stdout.split())


def python_texts() -> Iterator[tuple[Path, str]]:
    """Give every string constant of the two packages' Python."""
    for package in ("bot", "knowledge"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield path, node.value


def test_no_name_of_a_shipped_race_stands_in_python():
    names: set[str] = set()
    for folder in races_in(default_directory()).values():
        facts = load(folder)
        # a description in lower case stands in for a name that no article gives
        bearers = [bearer for bearer in (*facts.people, *facts.organizations) if bearer.name != bearer.name.casefold()]
        names |= {text for bearer in bearers for text in (bearer.name, bearer.id)}
        names |= {last for person in facts.people if (last := person.name.split()[-1]) != last.casefold()}
        names |= {source.id for source in facts.sources}
    assert names
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    found = [
        (str(path.relative_to(ROOT)), hit.group()) for path, text in python_texts() if (hit := pattern.search(text))
    ]
    assert found == []

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answer, Answerer, Citation, Conversation
from bot.batch import run_batch
from knowledge.files import load
from knowledge.snapshot import snapshot_of
from tests.bot.small_race import write_race


class Echo(Answerer):
    """Answers with the question itself and tells which turn of its dialogue it is."""

    def __init__(self) -> None:
        pass

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        turns = conversation.turns if conversation else []
        turns.append(question)
        return Answer("answer", f"{len(turns)}: {question}", (Citation("gazette", (4, 6)),), "2024-06", ("And Roe?",))


def batch(*lines: bytes | dict[str, object]) -> tuple[list[dict[str, object]], int]:
    given = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    out = io.BytesIO()
    status = run_batch(io.BytesIO(b"\n".join(given)), out, Echo())
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def test_an_answer_has_exactly_the_keys_that_programs_rely_on():
    answers, status = batch({"id": "q1", "q": "How much cash?"})
    assert status == 0
    assert answers == [
        {
            "id": "q1",
            "kind": "answer",
            "text": "1: How much cash?",
            "citations": [{"source": "gazette", "paragraphs": [4, 6]}],
            "as_of": "2024-06",
            "suggestions": ["And Roe?"],
        }
    ]


def test_answers_come_in_the_order_of_the_questions():
    answers, _ = batch(*({"id": number, "q": f"question {number}"} for number in range(50)))
    assert [answer["id"] for answer in answers] == list(range(50))


def test_dialogues_go_on_while_other_lines_stand_between():
    answers, _ = batch(
        {"q": "a", "conversation": "one"},
        {"q": "b", "conversation": "two"},
        {"q": "c"},
        b"not json",
        {"q": "d", "conversation": "one"},
        {"q": "e", "conversation": None},
        {"q": "f", "conversation": "two"},
    )
    assert [answer.get("text") for answer in answers] == ["1: a", "1: b", "1: c", None, "2: d", "1: e", "2: f"]


def test_a_conversation_may_be_named_by_any_value():
    answers, status = batch(
        {"q": "a", "conversation": 1}, {"q": "b", "conversation": "1"}, {"q": "c", "conversation": [1]}
    )
    assert [answer["text"] for answer in answers] == ["1: a", "1: b", "1: c"]
    assert status == 0


def test_bom_crlf_blank_lines_and_unknown_keys_are_accepted():
    answers, status = batch(
        b'\xef\xbb\xbf{"id": 1, "q": "a", "mood": "curious"}\r', b"", b"  \t\r", b'{"id": 2, "q": "b"}\r'
    )
    assert [answer["id"] for answer in answers] == [1, 2]
    assert status == 0


def test_an_id_that_is_not_given_is_null():
    answers, _ = batch({"q": "a"})
    assert answers[0]["id"] is None


def test_each_bad_line_is_told_with_its_number_and_the_rest_is_answered():
    bad: list[bytes | dict[str, object]] = [
        b"",
        b"{",
        b"[1]",
        b"null",
        {"id": "no q"},
        {"id": "empty", "q": ""},
        {"id": "blank", "q": " \t"},
        {"id": "number", "q": 7},
        {"id": "null", "q": None},
        b'{"id": "latin", "q": "caf\xe9"}',
        b'{"id": NaN, "q": "a"}',
        b'{"id": 1e999, "q": "a"}',
        b'{"id": ' + b"9" * 5000 + b', "q": "a"}',
        b"[" * 100_000,
    ]
    answers, status = batch(*bad, {"id": "good", "q": "a"})
    assert status == 1
    assert [answer["line"] for answer in answers[:-1]] == list(range(2, len(bad) + 1))
    ids = [answer["id"] for answer in answers]
    assert ids == [None] * 3 + ["no q", "empty", "blank", "number", "null"] + [None] * 5 + ["good"]
    for answer in answers[:-1]:
        assert set(answer) == {"id", "line", "error"}
        assert isinstance(answer["error"], str)
        assert len(answer["error"]) < 120
    assert answers[-1]["text"] == "1: a"


def test_output_is_readable_utf8_and_holds_no_raw_control_characters():
    line = json.dumps({"id": "\ud800\x1b[2J\u202e\u2028\x85", "q": "¿cuánto dinero? 💰"}).encode()
    out = io.BytesIO()
    run_batch([line], out, Echo())
    written = out.getvalue().decode("utf-8")
    assert "¿cuánto dinero? 💰" in written
    assert len(written.splitlines()) == 1
    assert not any(character in written for character in "\x1b\x85\u202e\u2028")
    assert json.loads(written)["id"] == "\ud800\x1b[2J\u202e\u2028\x85"


def test_each_answer_is_written_before_the_next_question_is_read():
    arrived = io.BytesIO()
    written_before = []

    def lines():
        for number in range(3):
            written_before.append(arrived.getvalue().count(b"\n"))
            yield json.dumps({"q": str(number)}).encode()

    run_batch(lines(), io.BufferedWriter(arrived), Echo())
    assert written_before == [0, 1, 2]


questions = st.dictionaries(
    st.sampled_from(["id", "q", "conversation", "other"]),
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=3),
).map(lambda row: json.dumps(row).encode())


@settings(deadline=None)
@given(st.lists(st.binary() | questions).map(b"\n".join))
def test_any_bytes_give_one_line_for_each_line_that_is_not_blank(data: bytes):
    out = io.BytesIO()
    status = run_batch(io.BytesIO(data), out, Echo())
    asked = [line for line in data.split(b"\n") if line.removeprefix(b"\xef\xbb\xbf").strip()]
    answers = [json.loads(line) for line in out.getvalue().decode("utf-8").splitlines()]
    assert len(answers) == len(asked)
    assert status == int(any("error" in answer for answer in answers))


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder: Path = tmp_path_factory.mktemp("races")
    return Answerer(snapshot_of(load(write_race(folder))))


words = st.sampled_from(["who", "how much", "cash", "doe", "what about roe", "and", "then", "$", "🗳️", "\x00"])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(min_size=1) | st.lists(words, min_size=1, max_size=6).map(" ".join), max_size=6))
def test_no_dialogue_ends_the_run(answerer: Answerer, dialogue: list[str]):
    lines = [json.dumps({"q": question, "conversation": "c"}).encode() for question in dialogue]
    out = io.BytesIO()
    run_batch(lines, out, answerer)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(answers) == len(dialogue)
    for answer in answers:
        assert "error" in answer or (answer["text"] and len(answer["text"]) <= 1000)
        assert answer.get("kind") != "answer" or answer["citations"]

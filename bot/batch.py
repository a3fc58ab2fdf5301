"""Many questions at once: JSON Lines in, JSON Lines out, in the same order."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from bot.answering import Answer, Answerer, Conversation
from bot.sanitize import json_line

_BOM = b"\xef\xbb\xbf"


class BadLine(Exception):
    """Raised for a line that holds no question; its text says why.

    Attributes:
        given_id: the id that the line gave, where it could be read.
    """

    def __init__(self, reason: str, given_id: object = None) -> None:
        super().__init__(reason)
        self.given_id = given_id


@dataclass(frozen=True)
class Question:
    """One line that can be asked.

    Attributes:
        id: whatever the line gave as its id; handed back as it came.
        dialogue: what tells its dialogue from others; None where it stands alone.
    """

    id: object
    text: str
    dialogue: str | None


def answer_lines(lines: Iterable[bytes], answerer: Answerer) -> Iterator[tuple[bool, bytes]]:
    """Answer each line that is not blank.

    Yields:
        whether the line held a question, and the line to write for it.
    """
    dialogues: defaultdict[str, Conversation] = defaultdict(Conversation)
    for number, line in enumerate(lines, 1):
        line = line.removeprefix(_BOM).strip()
        if not line:
            continue
        try:
            question = read_question(line)
        except BadLine as bad:
            yield False, _encode({"id": bad.given_id, "line": number, "error": str(bad)})
            continue
        conversation = None if question.dialogue is None else dialogues[question.dialogue]
        yield True, _encode(as_record(answerer.answer(question.text, conversation), question.id))


def run_batch(lines: Iterable[bytes], out: BinaryIO, answerer: Answerer) -> int:
    """Write an answer for every line as soon as it is known; give the exit status."""
    status = 0
    for good, line in answer_lines(lines, answerer):
        out.write(line)
        out.flush()
        if not good:
            status = 1
    return status


def read_question(line: bytes) -> Question:
    """Read one line of a batch.

    Raises:
        BadLine: the line is not a JSON object with a question in it.
    """
    row = _parse(line)
    given_id = row.get("id")
    text = row.get("q")
    if text is None:
        raise BadLine('"q" is missing; give the question as "q"', given_id)
    if not isinstance(text, str):
        raise BadLine('"q" is not text; put the question in quotes', given_id)
    if not text.strip():
        raise BadLine('"q" is empty; give the question as "q"', given_id)
    dialogue = row.get("conversation")
    return Question(given_id, text, None if dialogue is None else json.dumps(dialogue, sort_keys=True))


def as_record(answer: Answer, question_id: object = None) -> dict[str, object]:
    """Give an answer in the shape that programs read."""
    return {
        "id": question_id,
        "kind": answer.kind,
        "text": answer.text,
        "citations": [{"source": c.source, "paragraphs": list(c.paragraphs)} for c in answer.citations],
        "as_of": answer.as_of,
        "suggestions": list(answer.suggestions),
    }


def record_line(answer: Answer) -> bytes:
    """Give one answer as a line of JSON in UTF-8."""
    return _encode(as_record(answer))


def _parse(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
        json.dumps(row)  # what cannot be written back cannot be given back as an id either
    except UnicodeDecodeError:
        raise BadLine("the line is not UTF-8; save the file as UTF-8") from None
    except RecursionError:
        raise BadLine("the line is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"the line is not JSON: {error.msg} at column {error.colno}") from None
    except ValueError:
        raise BadLine("the line is not JSON: a number in it is out of range") from None
    if not isinstance(row, dict):
        raise BadLine('the line is not a JSON object like {"id": "q1", "q": "…"}')
    return row


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _encode(record: dict[str, object]) -> bytes:
    return json_line(json.dumps(record, ensure_ascii=False)).encode("utf-8") + b"\n"

"""The one function in front of answering."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.conversation import Conversation
from bot.answering.types import Answer
from knowledge.snapshot import Snapshot


@dataclass(frozen=True)
class Explanation:
    """What each stage saw, as lines for a curator."""

    lines: tuple[str, ...]


class Answerer:
    """Answers questions from one snapshot; built once a revision, then only read.

    Safe to share between threads; a `Conversation` is not.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def answer(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer a question; never raises for any text."""
        return Answer("no_answer", "The articles don't say.")

    def explain(self, question: str, conversation: Conversation | None = None) -> tuple[Answer, Explanation]:
        """Answer as `answer` does and tell how it came about."""
        return self.answer(question, conversation), Explanation(())

    def example_questions(self) -> tuple[str, ...]:
        """Give complete questions that this snapshot answers, best first: for autocomplete and help."""
        return ()

"""An invented race to ask about, read as a curator's files are, and whoever answers from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering import Answer, Answerer, Conversation
from knowledge.files import load
from knowledge.model import RaceFacts
from knowledge.snapshot import Snapshot, snapshot_of

FOLDER = Path(__file__).parent / "race"


@pytest.fixture(scope="session")
def facts() -> RaceFacts:
    return load(FOLDER)


@pytest.fixture(scope="session")
def snapshot(facts: RaceFacts) -> Snapshot:
    return snapshot_of(facts)


@pytest.fixture(scope="session")
def answerer(snapshot: Snapshot) -> Answerer:
    return Answerer(snapshot)


@pytest.fixture(scope="session")
def ask(answerer: Answerer) -> Callable[[str], Answer]:
    """Ask one question by itself."""
    return answerer.answer


@pytest.fixture(scope="session")
def talk(answerer: Answerer) -> Callable[..., list[Answer]]:
    """Ask several questions in one conversation; gives every answer."""

    def asked(*questions: str) -> list[Answer]:
        conversation = Conversation()
        return [answerer.answer(question, conversation) for question in questions]

    return asked

"""No secret leaves through the log."""

import io
import logging
import sys

import pytest

from bot.face import log
from knowledge.database import engine_for


@pytest.fixture
def lines(monkeypatch):
    """Set logging up as the bot does, on its own, and give what it prints."""
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stderr", printed)
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging, "raiseExceptions", True)
    level = logging.root.level
    log.set_up("DEBUG", ["hunter2-token"])
    yield printed.getvalue
    logging.root.setLevel(level)


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("logging in with hunter2-token", "hunter2-token"),
        ("POST /interactions/123/aW50ZXJhY3Rpb24/callback", "aW50ZXJhY3Rpb24"),
        ("PATCH https://discord.com/api/v10/webhooks/9/c2VjcmV0/messages/@original", "c2VjcmV0"),
        ("postgresql://desk:s3cret@db/desk", "s3cret"),
        ("bm90LWEtcmVhbC10b2tlbg11.AbCdEf.this-token-opens-nothing-at-all", "this-token"),
    ],
)
def test_secrets_are_taken_out(lines, said, secret):
    logging.getLogger("bot").info("it says: %s", said)
    printed = lines()
    assert "it says: " in printed
    assert "[redacted]" in printed
    assert secret not in printed


def test_secrets_are_taken_out_of_tracebacks(lines):
    try:
        raise ValueError("hunter2-token")
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    assert "hunter2-token" not in lines()


def test_the_library_never_logs_members_messages(lines):
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: a member's message")
    logging.getLogger("bot").debug("our own")
    assert "a member's message" not in (printed := lines())
    assert "our own" in printed


def test_a_line_that_cannot_be_formatted_does_not_print_its_arguments(lines):
    logging.getLogger("bot").info("too few places", "hunter2-token")
    assert "hunter2-token" not in lines()


def test_the_database_is_not_heard_statement_by_statement(lines):
    engine = engine_for("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    engine.dispose()
    assert lines() == ""

"""Logging: one line an event, to standard error, never with a secret in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SECRETS = (
    # what follows an application or interaction id in these addresses is a credential
    (re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s\"']+"), r"\1[redacted]"),
    (re.compile(r"(://[^\s:/@]+:)[^\s@/]+@"), r"\1[redacted]@"),
    (re.compile(r"\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"), "[redacted]"),
)

_QUIET = {
    "discord": logging.INFO,
    "aiohttp": logging.INFO,
    "asyncio": logging.INFO,
    "alembic": logging.INFO,
    "sqlalchemy": logging.WARNING,
}


class RedactingFormatter(logging.Formatter):
    """Takes secrets out of the finished line, so that arguments and tracebacks are covered too."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Format the record and redact it."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[redacted]")
        for pattern, replacement in _SECRETS:
            line = pattern.sub(replacement, line)
        return line


def set_up(level: str, secrets: Iterable[str] = ()) -> None:
    """Send all logs to standard error.

    Discord's own loggers never go below INFO: at DEBUG they print members' messages and interaction tokens. The
    database's never go below WARNING: at INFO they print every statement, some hundred at each start.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(secrets))
    logging.raiseExceptions = False  # the report of a failed log call would print its arguments as they are
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library, least in _QUIET.items():
        logging.getLogger(library).setLevel(max(least, logging.getLevelName(level)))

"""The errors of the knowledge package.

KnowledgeError
├── FactsRefused          files that do not hold up; carries every problem
├── RaceNotFound          no such race, or several and none chosen
└── StoreUnavailable      the database cannot be used now
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a curator's file, with the place and the mend."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class KnowledgeError(Exception):
    """The base of everything this package raises on purpose; its text may be shown to people."""


class FactsRefused(KnowledgeError):
    """Raised when a race's files do not hold up.

    Attributes:
        problems: every problem found, in file order.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        count = len(problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the facts; the first: {problems[0]}")


class RaceNotFound(KnowledgeError):
    """Raised when the race asked for is not there, or none was chosen among several."""


class StoreUnavailable(KnowledgeError):
    """Raised when the database cannot be reached or written."""

"""A race's records held against each other: every problem at once."""

from __future__ import annotations

from knowledge.check_agreement import agreement_problems
from knowledge.check_links import link_problems
from knowledge.check_statements import statement_problems
from knowledge.check_tidiness import tidiness_problems
from knowledge.errors import Problem
from knowledge.reading import Reading


def check(reading: Reading) -> list[Problem]:
    """Give every problem of a race's files in file order; none means that they are fit to be merged."""
    return sorted({*reading.problems, *faults(reading), *agreement_problems(reading), *tidiness_problems(reading)})


def faults(reading: Reading) -> list[Problem]:
    """Give what would make an answer wrong or impossible: facts that have any of it are not served."""
    return [*link_problems(reading), *statement_problems(reading)]

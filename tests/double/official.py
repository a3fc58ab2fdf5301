"""Discord's own description of its API, where a copy lies beside the checkout."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.double import limits

FOLDER = Path(__file__).parents[3] / "shared" / "discord"


@lru_cache(maxsize=1)
def _official() -> tuple[Any, Any] | None:
    script = FOLDER / "validate_payload.py"
    if not script.exists():
        return None
    spec = importlib.util.spec_from_file_location("validate_payload", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Validator()


def problems(method: str, path: str, body: Any) -> list[str]:
    """Hold a body against our own list of limits always, and against the official description where it is there."""
    found = limits.problems(method, path, body)
    official = _official()
    if official is not None:
        module, validator = official
        found += module.all_errors(validator, method, path, body)
    return found

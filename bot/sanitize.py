"""Keeping what people typed from reaching a terminal or a line of JSON as anything but text."""

from __future__ import annotations

import re

# Control characters start escape sequences, direction marks reorder what stands around them, line and paragraph
# separators end a line for some readers, and lone surrogates cannot be encoded.
_CONTROLS = r"\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[\x00-\x1f{_CONTROLS}]")
_UNSAFE_IN_JSON = re.compile(f"[{_CONTROLS}]")


def printable(text: str) -> str:
    """Give the text with every character that is no text replaced by a space."""
    return _UNPRINTABLE.sub(" ", text)


def json_line(text: str) -> str:
    """Escape what `json.dumps(…, ensure_ascii=False)` leaves raw though it is no text; the value stays the same."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

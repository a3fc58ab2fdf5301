"""Articles as plain text, kept outside the repository: read only to hold statements against them."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import KnowledgeError

Articles = dict[str, list[str]]


def read_articles(directory: Path, race_id: str) -> Articles:
    """Read `<source id>.txt` or `<race id>/<source id>.txt` into paragraphs: the non-empty lines.

    Raises:
        KnowledgeError: there is no such directory, or a file in it cannot be read.
    """
    if not directory.is_dir():
        raise KnowledgeError(f"There is no directory {directory}; name the one that holds the articles' .txt files.")
    found: Articles = {}
    for path in [*sorted(directory.glob("*.txt")), *sorted((directory / race_id).glob("*.txt"))]:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise KnowledgeError(f"The article {path} cannot be read; save it as UTF-8 text.") from None
        found[path.stem] = [line.strip() for line in text.splitlines() if line.strip()]
    return found

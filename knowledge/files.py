"""A race's folder -> plain models, with every problem in it at its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from knowledge import yamltext
from knowledge.check import faults
from knowledge.errors import FactsRefused, Problem, RaceNotFound
from knowledge.model import Contest, Organization, Person, Place, Plain, Post, Race, RaceFacts, Source, Statement
from knowledge.reading import Reading, nearest
from knowledge.refusals import message_of

MODELS: Mapping[str, type[Plain]] = {
    "race": Race,
    "sources": Source,
    "people": Person,
    "organizations": Organization,
    "posts": Post,
    "contests": Contest,
    "places": Place,
    "statements": Statement,
}
_NUMBERS = {"amount", "paragraphs", "metadata_paragraphs"}


def default_directory() -> Path:
    """Give the races that are installed with the package."""
    return Path(__file__).parent / "races"


def races_in(directory: Path) -> dict[str, Path]:
    """Give every race's folder by the race's id; the directory holds one folder a race, or is one itself.

    Raises:
        RaceNotFound: there is no such directory.
        FactsRefused: two folders hold the same race.
    """
    if not directory.is_dir():
        raise RaceNotFound(f"There is no directory {directory}; set KNOWLEDGE_DIR to the one that holds the races.")
    directory = directory.resolve()
    found: dict[str, Path] = {}
    for folder in [directory] if (directory / "race.yaml").is_file() else sorted(directory.iterdir()):
        if folder.name.startswith(".") or not folder.is_dir() or not any(folder.glob("*.yaml")):
            continue
        race = _race_id(folder)
        if race in found:
            raise FactsRefused(
                [
                    Problem(
                        f"{folder.name}/race.yaml", 1, 1, f"{found[race].name} holds the race {race!r} too; rename one"
                    )
                ]
            )
        found[race] = folder
    return found


def race_folder(directory: Path, race_id: str | None = None) -> Path:
    """Give the folder of the race asked for, or of the only one.

    Raises:
        RaceNotFound: it is not there, or none was chosen among several.
    """
    races = races_in(directory)
    listed = ", ".join(sorted(races))
    if not races:
        raise RaceNotFound(f"There is no race in {directory}; a race is a folder with a race.yaml in it.")
    if race_id is not None:
        if race_id not in races:
            raise RaceNotFound(f"There is no race {race_id!r} in {directory}; there is: {listed}.")
        return races[race_id]
    if len(races) > 1:
        raise RaceNotFound(f"There are several races in {directory}; choose one with --race: {listed}.")
    return next(iter(races.values()))


def load(folder: Path) -> RaceFacts:
    """Read a race's folder and hold its records against each other.

    Raises:
        FactsRefused: something in it does not hold up; carries every problem.
    """
    return accepted(read(folder))


def load_texts(name: str, files: Mapping[str, bytes]) -> RaceFacts:
    """Do as `load` does with files that are held in memory, by their path in the race's folder.

    Raises:
        FactsRefused: something in them does not hold up; carries every problem.
    """
    return accepted(read_texts(name, files))


def accepted(reading: Reading) -> RaceFacts:
    """Give a reading's facts if they may answer.

    Raises:
        FactsRefused: something does not hold up; carries every problem.
    """
    problems = sorted({*reading.problems, *faults(reading)})
    if problems or reading.facts is None:
        raise FactsRefused(problems)
    return reading.facts


def read(folder: Path) -> Reading:
    """Read a race's folder, keeping what holds up and noting every problem."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _paths(folder):
        relative = path.relative_to(folder).as_posix()
        complaint = _complaint(path, relative)
        if complaint is None:
            try:
                files[relative] = path.read_bytes() if path.stat().st_size <= yamltext.MAX_BYTES else _oversized()
            except OSError as error:
                complaint = f"the file cannot be read ({error.strerror}); mend its permissions"
        if complaint:
            problems.append(Problem(f"{folder.name}/{relative}", 1, 1, complaint))
    reading = read_texts(folder.name, files)
    reading.problems = sorted([*problems, *reading.problems])
    reading.complete = reading.complete and not problems
    return reading


def read_texts(name: str, files: Mapping[str, bytes]) -> Reading:
    """Read files by their path in the race's folder; `name` stands before each path in problems."""
    reading = Reading()
    kept: dict[str, list[Plain]] = {collection: [] for collection in MODELS}
    for needed in ("race.yaml", "sources.yaml"):
        if needed not in files:
            reading.problems.append(Problem(f"{name}/{needed}", 1, 1, "the file is missing; add it"))
            reading.complete = False
    for relative in sorted(files, key=_order):
        collection = collection_of(relative)
        file = f"{name}/{relative}"
        if collection is None:
            reading.problems.append(Problem(file, 1, 1, _stranger(relative)))
            reading.complete = False
            continue
        document = yamltext.read(files[relative])
        reading.problems += [Problem(file, *problem) for problem in document.problems]
        if not document.readable:
            reading.complete = False
            continue
        _read_records(collection, file, document, kept[collection], reading)
    race = kept.pop("race")
    if race:
        reading.facts = RaceFacts.model_validate(
            {"race": race[0], **{collection: tuple(records) for collection, records in kept.items()}}
        )
    reading.problems.sort()
    return reading


def collection_of(relative: str) -> str | None:
    """Say which records a file of a race's folder holds; None for a file that does not belong there."""
    path = PurePosixPath(relative)
    if path.suffix != ".yaml":
        return None
    if len(path.parts) == 2 and path.parts[0] == "statements":
        return "statements"
    if len(path.parts) == 1 and path.stem in MODELS and path.stem != "statements":
        return path.stem
    return None


def _read_records(collection: str, file: str, document: yamltext.Document, kept: list[Plain], reading: Reading) -> None:
    records, problem = _listed(collection, document.data)
    if problem:
        reading.problems.append(Problem(file, 1, 1, problem))
        reading.complete = False
    model = MODELS[collection]
    for start, record in records:
        if not isinstance(record, dict):
            reading.problems.append(
                Problem(file, *nearest(document.marks, start), "this is no record; write 'field: value' lines")
            )
            continue
        try:
            found = model.model_validate({key: _fitted(key, value) for key, value in record.items()})
        except ValidationError as refused:
            reading.broken.add(str(record.get("id")))
            reading.problems += _problems(refused, model, file, start, document.marks)
        else:
            reading.places.add(collection, len(kept), file, start, document.marks)
            kept.append(found)


def _problems(
    refused: ValidationError, model: type[Plain], file: str, start: yamltext.Path, marks: Mapping[Any, Any]
) -> Iterable[Problem]:
    for error in refused.errors(include_url=False):
        loc = error["loc"]
        where = nearest(marks, (*start, *loc), key=error["type"] == "extra_forbidden")
        yield Problem(file, *where, message_of(error, model))


def _listed(collection: str, data: object) -> tuple[list[tuple[yamltext.Path, object]], str | None]:
    """Give the records of a file with their paths in it, or what is wrong with the whole."""
    if collection == "race":
        if isinstance(data, dict):
            return [((), data)], None
        return [], "race.yaml is one record; write its 'field: value' lines without '- '"
    if isinstance(data, list):
        return [((index,), record) for index, record in enumerate(data)], None
    return [], "the file must be a list of records; start each with '- id: …'"


def _fitted(key: str, value: object) -> object:
    """Give a value the type that the strict model expects: tuples, Decimals, and text where no number belongs."""
    if isinstance(value, list):
        return tuple(_fitted(key, item) for item in value)
    if isinstance(value, dict):
        return {inner: _fitted(inner, item) for inner, item in value.items()}
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if key not in _NUMBERS:
            return str(value)
        return Decimal(value) if key == "amount" else value
    return value


def _paths(folder: Path) -> list[Path]:
    """Give what stands in the folder and in its statements/, dotfiles and README.md left out."""
    if not folder.is_dir():
        raise RaceNotFound(f"There is no folder {folder}; a race is a folder with a race.yaml in it.")
    found = []
    for path in sorted(folder.iterdir()):
        inner = path.is_dir() and not path.is_symlink() and path.name == "statements"
        found += sorted(path.iterdir()) if inner else [path]
    return [path for path in found if not path.name.startswith(".") and path.name != "README.md"]


def _complaint(path: Path, relative: str) -> str | None:
    if path.is_symlink():
        return "this is a link; put the file itself here"
    if not path.is_file() or collection_of(relative) is None:
        return _stranger(relative)
    return None


def _stranger(relative: str) -> str:
    names = ", ".join(f"{name}.yaml" for name in MODELS if name != "statements")
    return f"{PurePosixPath(relative).name!r} does not belong here; a race has {names} and statements/*.yaml"


def _oversized() -> bytes:
    """Stand in for a file too large to be worth reading: it is refused for its size all the same."""
    return bytes(yamltext.MAX_BYTES + 1)


def _order(relative: str) -> tuple[int, str]:
    collection = collection_of(relative)
    return (list(MODELS).index(collection) if collection else len(MODELS), relative)


def _race_id(folder: Path) -> str:
    """Give the id that race.yaml states, or the folder's name where it states none."""
    path = folder / "race.yaml"
    if path.is_file() and not path.is_symlink() and path.stat().st_size <= yamltext.MAX_BYTES:
        data = yamltext.read(path.read_bytes()).data
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            return str(data["id"])
    return folder.name

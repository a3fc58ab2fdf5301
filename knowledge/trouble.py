"""What is wrong with a database, in one sentence that names the mend and never the password."""

from __future__ import annotations

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_NEWER = "was made by a newer version of this program; run that version, or set DATABASE_URL to another one"
_NO_TABLES = "has no tables yet; run `python -m bot migrate`"
_LOCKED = "is locked by another process; try again in a moment"
_READ_ONLY = "can only be read, not written; check its permissions"
_DAMAGED = "is damaged or no database at all; move it away or restore a backup"
_FULL = "cannot be written because the disk is full; make room"
_SLOW = "took too long; try again in a moment"
_CANNOT_OPEN = "cannot be opened; check DATABASE_URL and the permissions of the folder"
_UNREACHABLE = "cannot be reached; check DATABASE_URL and whether the server runs"
_REFUSES_US = "refuses the user or the password in DATABASE_URL; check both"
_NOT_THERE = "is not there; create it, or check the name in DATABASE_URL"
_NO_ROOM = "has no room for another connection; try again in a moment"
_ODD_OPTION = "is asked for with an option that nobody knows; take it out of the end of DATABASE_URL"
_NOT_ALLOWED = "does not let this user do that; grant the right to create and write tables"
_REFUSED = "refused what was asked of it ({kind}); this is a fault of the program or of what it was given"

_REASONS = {
    # SQLite's result codes, by the beginning of their names
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _CANNOT_OPEN,
    "SQLITE_PERM": _CANNOT_OPEN,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": "cannot be read or written; check the disk",
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CORRUPT": _DAMAGED,
    # PostgreSQL's error codes, by their beginning
    "25006": _READ_ONLY,
    "42501": _NOT_ALLOWED,
    "42P01": _NO_TABLES,
    "55P03": _LOCKED,
    "57014": _SLOW,
    "53100": _FULL,
    "57P": _UNREACHABLE,
}
_TEXTS = {
    # what comes without a code, above all while a connection is being made
    "no such table": _NO_TABLES,
    "authentication failed": _REFUSES_US,
    'role "': _REFUSES_US,
    'database "': _NOT_THERE,
    "too many": _NO_ROOM,
    "connection slots": _NO_ROOM,
    "invalid connection option": _ODD_OPTION,
}


def sentence(error: BaseException, url: URL) -> str:
    """Say what is wrong with the database at the address."""
    return f"The database {place_of(url)} {_reason(error)}."


def newer(url: URL) -> str:
    """Say that the database knows migrations which this program does not."""
    return f"The database {place_of(url)} {_NEWER}."


def place_of(url: URL) -> str:
    """Name a database without its user and password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    host = url.host or url.query.get("host") or "the local host"
    port = f":{url.port}" if url.port else ""
    return f"{url.database or 'without a name'} on {host}{port}"


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        return _CANNOT_OPEN
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
    for beginning, reason in _REASONS.items():
        if code.startswith(beginning):
            return reason
    for words, reason in _TEXTS.items():
        if words in str(cause):
            return reason
    if isinstance(error, OperationalError | InterfaceError) and not code.startswith("SQLITE"):
        return _UNREACHABLE
    return _REFUSED.format(kind=type(error).__name__)

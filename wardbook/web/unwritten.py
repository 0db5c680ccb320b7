"""Faults of the machine: nothing could be written, and nobody's code is to blame."""

import errno
import sqlite3

from django.db import DatabaseError, OperationalError

RETRY_AFTER = "60"  # seconds after which somebody whose work was not kept may try again
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
_LITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})
_STATES = frozenset({"53100", "25006"})  # PostgreSQL: disk full, read-only


def no_room(error: BaseException | None) -> bool:
    """Whether a disk is full, is read-only or fails: until somebody mends it, nothing is kept."""
    if isinstance(error, DatabaseError | sqlite3.Error) and error.__cause__:
        return no_room(error.__cause__)
    lite, state = getattr(error, "sqlite_errorcode", 0), getattr(error, "sqlstate", "")
    return lite & 0xFF in _LITE or state in _STATES or getattr(error, "errno", 0) in _NO_ROOM


def passes(error: BaseException | None) -> bool:
    """Whether the same may be done in a while: the database is busy or away, or no room is left."""
    return isinstance(error, OperationalError) or no_room(error)

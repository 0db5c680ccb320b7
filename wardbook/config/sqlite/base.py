"""SQLite whose writers queue at a gate instead of polling a locked file.

SQLite's own busy handler sleeps and retries, so with eight writers the slowest waits about a
second. Here a transaction holds a lock of the process and a lock of the file system from BEGIN to
COMMIT: the next writer starts within a millisecond of the end of the last. Nothing slow may happen
inside. Whoever waits longer than the connection's ``timeout`` is told that the database is locked.
"""

import fcntl
import os
import threading
import time
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

PAUSE = 0.00025  # seconds between two looks at the lock of another process


class Gate:
    """One writer at a time, among the threads of this process and among processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.Lock()
        self._file: int | None = None
        self._owner = 0

    def enter(self, timeout: float) -> None:
        """Wait for the others, at most ``timeout`` seconds; then ``OperationalError``."""
        until = time.monotonic() + timeout
        if not self._thread.acquire(timeout=max(timeout, 0)):
            raise OperationalError("database is locked")
        try:
            self._lock(until)
        except BaseException:
            self._thread.release()
            raise

    def _lock(self, until: float) -> None:
        descriptor = self._descriptor()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise OperationalError("database is locked") from error
                time.sleep(PAUSE)
            else:
                return

    def leave(self) -> None:
        fcntl.flock(self._descriptor(), fcntl.LOCK_UN)
        self._thread.release()

    def _descriptor(self) -> int:
        if self._file is None or self._owner != os.getpid():  # a fork shares its parent's lock
            try:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError as error:  # a disk that is full or read-only
                raise OperationalError("unable to open the write gate") from error
            self._owner = os.getpid()
        return self._file


_gates: dict[Path, Gate] = {}
_gates_lock = threading.Lock()


def gate_of(path: Path) -> Gate:
    with _gates_lock:
        return _gates.setdefault(path, Gate(path))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, entering the gate before BEGIN and leaving it after COMMIT or ROLLBACK."""

    _inside: Gate | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if gate := self._gate():
            gate.enter(self.settings_dict["OPTIONS"].get("timeout", 5.0))
            self._inside = gate
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # absent from the stubs
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        result = super()._commit()  # type: ignore[misc] # absent from the stubs
        self._leave()  # after a failed COMMIT the transaction stands: its ROLLBACK will leave
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc] # absent from the stubs
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc] # absent from the stubs
        finally:
            self._leave()

    def _gate(self) -> Gate | None:
        if self._inside is not None or self.is_in_memory_db():
            return None
        return gate_of(Path(f"{self.settings_dict['NAME']}.gate"))

    def _leave(self) -> None:
        if self._inside is not None:
            gate, self._inside = self._inside, None
            gate.leave()

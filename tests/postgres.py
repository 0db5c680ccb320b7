"""Runs a command beside a PostgreSQL of its own, and takes it away again.

    python -m tests.postgres pytest tests/ledger

The cluster lives in a temporary folder, listens on a Unix socket alone and never waits for the
disk. Where PostgreSQL is missing, Debian's is installed when that is possible.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tests.debian import need

OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl: the newest of Debian's, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def owner(folder: Path) -> list[str]:
    """What to put before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@contextlib.contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster; yields the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="wardbook-postgres-", dir="/tmp"))
    as_owner = owner(folder)
    control = [*as_owner, str(programs / "pg_ctl"), "--silent", "--pgdata", str(folder / "data")]
    options = " ".join(f"-c {option}" for option in OPTIONS) + f" -k {folder}"
    create = ["--username=wardbook", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    try:
        run(*control, "init", "--options", " ".join(create))
        run(*control, "start", "--wait", "--log", str(folder / "log"), "--options", options)
        yield f"postgresql://wardbook@{quote(str(folder), safe='')}/postgres"
    finally:
        subprocess.run([*control, "stop", "--mode=immediate"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` is reached
    programs = binaries() or (need("postgresql", "the tests on PostgreSQL") and binaries())
    if not programs:
        return 0
    with cluster(programs) as address:
        return subprocess.call(command, env={**os.environ, "WARDBOOK_DATABASE": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

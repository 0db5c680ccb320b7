"""Runs a command beside a PostgreSQL of its own, and takes it away again.

python -m tests.postgres pytest tests/ledger

The cluster lives in a temporary folder, listens on a Unix socket alone and never waits for the
disk. Nor does it clean up by itself: what a test wrote is undone, autovacuum would note that each
table is empty, and from then on the planner would read through whole tables, thinking them so.
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

from tests import debian

CREATE = "--username=wardbook --auth=trust --encoding=UTF8 --locale=C --no-sync"
SERVE = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    " -c listen_addresses="
)


@contextlib.contextmanager
def cluster(programs: Path, serve: str = SERVE) -> Iterator[str]:
    """A running cluster; yields the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="wardbook-postgres-", dir="/tmp"))  # a short socket path
    control = [*as_owner(folder), str(programs / "pg_ctl"), "-s", "-D", str(folder / "data")]
    try:
        run(*control, "init", "-o", CREATE)
        run(*control, "start", "-w", "-l", str(folder / "log"), "-o", f"{serve} -k {folder}")
        yield f"postgresql://wardbook@{quote(str(folder), safe='')}/postgres"
    finally:
        run(*control, "stop", "-m", "immediate")
        shutil.rmtree(folder)


def as_owner(folder: Path) -> list[str]:
    """What to put before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` is reached
    programs = debian.postgres()
    if not programs:
        print("Skipped: PostgreSQL is not installed.")
        return 1 if debian.must_not_skip() else 0
    with cluster(programs) as address:
        child = subprocess.Popen(command, env={**os.environ, "WARDBOOK_DATABASE": address})
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the child hears it too: wait for its end
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

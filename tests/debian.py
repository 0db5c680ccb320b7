"""Programs that the tests need beside Python: installed where they can be, else said plainly.

python -m tests.debian
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NO_CLUSTER = Path("/etc/postgresql-common/createcluster.conf")
APT = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "Dpkg::Options::=--force-confold")


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def postgres() -> Path | None:
    """The folder that holds initdb and pg_ctl: the newest of Debian's, else the one on PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def must_not_skip() -> bool:
    """CI may skip nothing: a missing program is a failure there."""
    return os.environ.get("CI") == "true"


def missing() -> list[str]:
    found = {"postgresql": postgres(), "chromium": chromium()}
    return [package for package, path in found.items() if not path]


def install(packages: list[str]) -> str:
    """Why Debian's packages could not be installed; empty when they were."""
    if not shutil.which("apt-get"):
        return "there is no apt-get here"
    if os.geteuid() != 0:
        return f"only root can install them: sudo apt install {' '.join(packages)}"
    if "postgresql" in packages and not NO_CLUSTER.exists():  # no server of its own, thank you
        NO_CLUSTER.parent.mkdir(exist_ok=True)
        NO_CLUSTER.write_text("create_main_cluster = false\n", encoding="ascii")
    return apt("update") or apt("install", "--yes", "--no-install-recommends", *packages)


def apt(*words: str) -> str:
    """What apt-get complained about; empty when it was content."""
    done = subprocess.run(
        [*APT, *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"apt-get {words[0]} failed (is there a network?):\n{done.stderr.strip()}"
    return said if done.returncode else ""


def main() -> int:
    packages = missing()
    problem = install(packages) if packages else ""
    if not problem:
        return 0
    print(f"The tests need {' and '.join(packages)}, and {problem}.")
    if must_not_skip():
        return 1
    print("The tests that need what is missing are skipped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

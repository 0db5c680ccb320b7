"""Debian packages that the tests need: installed where they can be, else said in one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NO_CLUSTER = Path("/etc/postgresql-common/createcluster.conf")


def need(package: str, purpose: str) -> bool:
    """Install ``package``; False where that cannot be done and ``purpose`` may be skipped.

    Under CI nothing may be skipped: there a missing package ends the run.
    """
    problem = install(package)
    if not problem:
        return True
    sentence = f"{purpose} need Debian's {package}, {problem}"
    if os.environ.get("CI") == "true":
        sys.exit(f"Failed: {sentence}.")
    print(f"Skipped: {sentence}.")
    return False


def install(package: str) -> str:
    """Why the package could not be installed; empty when it was."""
    if not shutil.which("apt-get"):
        return "and there is no apt-get here: install it by hand"
    if os.geteuid() != 0:
        return f"and only root can install it: sudo apt install {package}"
    if package == "postgresql" and not NO_CLUSTER.exists():
        NO_CLUSTER.parent.mkdir(exist_ok=True)
        NO_CLUSTER.write_text("create_main_cluster = false\n", encoding="ascii")
    get = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "Dpkg::Options::=--force-confold"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        if subprocess.call([*get, *words], env=environment, stdin=subprocess.DEVNULL):
            return f"and apt-get {words[0]} failed: is there a network?"
    return ""

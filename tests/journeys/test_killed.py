"""A server that is killed in mid-write, as bench/faults does it a hundred times."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_server_that_is_killed_leaves_nothing_in_halves() -> None:
    command = [sys.executable, "bench/faults", "--kills=3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing in halves" in done.stdout

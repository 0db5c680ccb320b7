"""The demonstration book in a process of its own: what `make run` starts, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.browser import ROOT

COMMAND = Path(sys.executable).with_name("wardbook")
TESTS = ("DJANGO_", "WARDBOOK_", "PYTEST_")  # what a newcomer's environment does not hold
PATIENCE = 180  # seconds until the first page answers; reading the samples is most of it


class Site:
    """One book in ``data``, and the process that serves it: it can be killed and started again."""

    def __init__(self, data: Path, command: str = "demo") -> None:
        self.command = command
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data / "log"
        self.environment = {
            **{name: word for name, word in os.environ.items() if not name.startswith(TESTS)},
            "WARDBOOK_DATA": str(data),
            "PORT": str(self.port),
        }
        (data / "static").symlink_to(ROOT / "var" / "static")  # collected by `make setup`

    def start(self) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [COMMAND, self.command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        give_up = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, f"the site ended:\n{self.said()}"
            assert time.monotonic() < give_up, f"the site does not answer:\n{self.said()}"
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            self.page("/")
        except OSError:
            return False
        return True

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=30) as response:
            return str(response.read().decode())

    def said(self) -> str:
        """The last of what the process printed."""
        return "\n".join(self.log.read_text(encoding="utf-8").splitlines()[-12:])

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another `wardbook` command on the same book."""
        return subprocess.run(
            [COMMAND, *words], env=self.environment, capture_output=True, text=True, check=False
        )

    def kill(self) -> None:
        """As when the power fails."""
        self.end(signal.SIGKILL)

    def stop(self) -> None:
        self.end(signal.SIGTERM)

    def end(self, how: signal.Signals) -> None:
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

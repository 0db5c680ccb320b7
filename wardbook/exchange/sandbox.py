"""Reads an export in a child process, so that a hostile file can at worst end the child."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import wardbook
from wardbook.exchange.limits import AHEAD, MAX_LINE, WALL_SECONDS
from wardbook.exchange.rows import Row
from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.archive import DAMAGED
from wardbook.reader.formats.child import TOO_MUCH

# -I keeps the environment and the working folder out; the path is handed over because the
# package need not be installed.
_START = """
import sys
sys.path.append(sys.argv.pop(1))
from wardbook.exchange.child import main
main()
"""
_ROOT = str(Path(wardbook.__file__).parents[1])
_COMMAND = (sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT)
_EXHAUSTED = {-signal.SIGXCPU, -signal.SIGKILL}


def rows(
    source: bytes | Path,
    *,
    hear: Callable[[int], object] = bool,
    command: Sequence[str] = _COMMAND,
    seconds: float = WALL_SECONDS,
) -> Generator[Row, None, None]:
    """Row after row; ``Refused`` where the child refuses, fails or takes too long.

    A file on disk is read by the child alone. ``hear`` is told beforehand about how many rows
    there are. Whoever stops asking ends the child.
    """
    with (
        (Path(os.devnull) if isinstance(source, bytes) else source).open("rb") as file,
        subprocess.Popen(  # noqa: S603  our own interpreter and module
            list(command),
            stdin=subprocess.PIPE if isinstance(source, bytes) else file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        ) as child,
    ):
        alarm = threading.Timer(seconds, child.kill)
        alarm.daemon = True
        alarm.start()
        _let_it_read_ahead(child)
        try:
            yield from _said(child, source if isinstance(source, bytes) else b"", hear)
        finally:
            alarm.cancel()
            child.kill()


def _let_it_read_ahead(child: "subprocess.Popen[bytes]") -> None:
    """It goes on reading while rows are written down, so that neither waits for the other."""
    assert child.stdout is not None  # noqa: S101  it is a pipe
    with suppress(OSError):  # the machine may allow no more than the usual 64 kB
        fcntl.fcntl(child.stdout, fcntl.F_SETPIPE_SZ, AHEAD)


def _said(
    child: "subprocess.Popen[bytes]", content: bytes, hear: Callable[[int], object]
) -> Iterator[Row]:
    """The child takes everything before it says anything, so the pipes cannot block each other."""
    assert child.stdout is not None  # noqa: S101  it is a pipe
    if child.stdin is not None:
        with suppress(BrokenPipeError), child.stdin as pipe:
            pipe.write(content)  # if it ended early, what it said tells why
    while line := child.stdout.readline(MAX_LINE):
        said = _parsed(line)
        if isinstance(said, dict):
            if "refusal" in said:
                raise Refused(_refusal(said["refusal"]))
            if "about" not in said:
                return
            hear(int(said["about"]))
            continue
        yield from (Row(int(sheet), int(number), cells) for sheet, number, cells in said)
    raise Refused(TOO_MUCH if child.wait() in _EXHAUSTED else DAMAGED)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise Refused(DAMAGED) from error


def _refusal(given: Mapping[str, object]) -> Refusal:
    values = given["values"]
    assert isinstance(values, list)  # noqa: S101  written by asdict in the child
    return Refusal(
        str(given["rule"]), str(given["message"]), tuple((str(k), str(v)) for k, v in values)
    )

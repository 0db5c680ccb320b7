"""Opens a paper in a child process, so that a hostile file can at worst end the child."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import wardbook
from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.archive import DAMAGED
from wardbook.reader.formats.child import TOO_MUCH
from wardbook.reader.formats.extract import TOO_LONG, Extract
from wardbook.reader.formats.limits import ANSWER_BYTES, MAX_CHARACTERS, WALL_SECONDS

# -I keeps the environment and the working folder out; the path is handed over because the
# package need not be installed. Arguments: where it lies, the kind of paper.
_START = """
import sys
sys.path.append(sys.argv.pop(1))
from wardbook.reader.formats.child import main
main()
"""
_COMMAND = (sys.executable, "-I", "-c", _START, str(Path(wardbook.__file__).parents[1]))

# Endings by the limits: out of processor time, killed (by us or for want of memory).
_EXHAUSTED = {-signal.SIGXCPU, -signal.SIGKILL}


def open_in_child(
    content: bytes, kind: str, *, command: Sequence[str] = _COMMAND, seconds: float = WALL_SECONDS
) -> Extract:
    """The extract that the child gives; ``Refused`` when it refuses, fails, or takes too long."""
    with subprocess.Popen(  # noqa: S603 # our own interpreter and module
        [*command, kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",  # neither our settings nor our folder
    ) as child:
        alarm = threading.Timer(seconds, child.kill)
        alarm.start()
        try:
            said = _talk(child, content)
        finally:
            alarm.cancel()
            child.kill()
    if len(said) > ANSWER_BYTES:
        raise Refused(TOO_LONG)
    if child.returncode in _EXHAUSTED and not said:
        raise Refused(TOO_MUCH)
    return _extract(said)


def _talk(child: subprocess.Popen[bytes], content: bytes) -> bytes:
    """The child takes everything before it says anything, so the pipes cannot block each other."""
    assert child.stdin is not None  # noqa: S101 # both are pipes
    assert child.stdout is not None  # noqa: S101 # both are pipes
    try:
        with child.stdin as pipe:
            pipe.write(content)
    except BrokenPipeError:
        pass  # it ended early; what it said, or that it said nothing, tells why
    return child.stdout.read(ANSWER_BYTES + 1)


def _extract(said: bytes) -> Extract:
    try:
        answer = json.loads(said)
        if "refusal" in answer:
            raise Refused(_refusal(answer["refusal"]))
        given = answer["extract"]
        if sum(map(len, given["margins"])) > MAX_CHARACTERS:
            raise Refused(TOO_LONG)
        return Extract(
            kind=str(given["kind"]),
            text=str(given["text"]),
            margins=tuple(map(str, given["margins"])),
            pages=given["pages"],
            warnings=tuple(map(_refusal, given["warnings"])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(DAMAGED) from error


def _refusal(given: Mapping[str, object]) -> Refusal:
    values = given["values"]
    assert isinstance(values, list)  # noqa: S101 # written by asdict in the child
    return Refusal(
        str(given["rule"]), str(given["message"]), tuple((str(k), str(v)) for k, v in values)
    )

"""The child process that opens one paper: it lowers its own limits, reads, answers, ends.

Bytes come on standard input, the answer goes to standard output as JSON; nothing else is touched.
Started only by ``sandbox.py``.
"""

import json
import resource
import sys
from dataclasses import asdict
from importlib import import_module

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.extract import Extract
from wardbook.reader.formats.limits import CPU_SECONDS, MEMORY_BYTES

# Named, not imported: each child loads only the library that its format needs.
FORMATS = {
    "zip": "wardbook.reader.formats.office",
    "pdf": "wardbook.reader.formats.pdf",
    "html": "wardbook.reader.formats.html",
}
TOO_MUCH = Refusal(
    "PAPER-12",
    "This file needs more memory or time than any paper does, so it was not opened. Save it again "
    "in the program that wrote it, or send it as TXT.",
)


def lower_limits() -> None:
    """Memory, time, no files written, no core dump; the soft limit of time comes first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(kind: str, content: bytes) -> dict[str, object]:
    """The extract of a paper, or the refusal, as plain values."""
    try:
        extract: Extract = import_module(FORMATS[kind]).read(content)
    except Refused as refused:
        return {"refusal": asdict(refused.refusal)}
    except MemoryError:
        return {"refusal": asdict(TOO_MUCH)}
    return {"extract": asdict(extract)}


def main() -> None:
    lower_limits()
    content = sys.stdin.buffer.read()
    # Everything else that goes wrong ends the child, and its parent says one sentence for all.
    sys.stdout.write(json.dumps(answer(sys.argv[1], content)))


if __name__ == "__main__":
    main()

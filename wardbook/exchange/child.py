"""The child process that reads one export: it lowers its own limits, says row after row, ends.

Bytes come on standard input. The first line of the answer says about how many rows there are;
then each is a batch of rows, or the refusal, or the count with which it ends. Started only by
``sandbox.py``.
"""

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from wardbook.exchange.limits import CPU_SECONDS, MEMORY_BYTES
from wardbook.exchange.rows import about, read
from wardbook.lib.refusal import Refused
from wardbook.reader.formats.child import TOO_MUCH

BATCH = 200


def lower_limits() -> None:
    """Memory, time, no files written, no core dump; the soft limit of time comes first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def lines(content: bytes) -> Iterator[str]:
    """What the child says, line by line; the last line says how it ended."""
    count = 0
    rows = read(content)
    try:
        yield json.dumps({"about": about(content)})
        while batch := list(islice(rows, BATCH)):
            count += len(batch)
            yield json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
    except Refused as refused:
        yield json.dumps({"refusal": asdict(refused.refusal)})
    except MemoryError:
        yield json.dumps({"refusal": asdict(TOO_MUCH)})
    else:
        yield json.dumps({"rows": count})


def main() -> None:
    lower_limits()
    content = sys.stdin.buffer.read()
    for line in lines(content):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

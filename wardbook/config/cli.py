"""The `wardbook` command: `read` runs without a book, everything else with one."""

import os
import sys

from django.core.management import execute_from_command_line

from wardbook.reader import cli as reader


def main() -> None:
    """Run what the first word after `wardbook` names; exits with its status.

    Who reads along, as `| head`, may have seen enough: then it ends quietly. The signal for that
    stays as it is, for a paper that ends its child early sends it too.
    """
    try:
        try:
            status = _run(sys.argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    if status:
        sys.exit(status)


def _run(words: list[str]) -> int:
    if words[1:2] == ["read"]:
        return reader.main(words[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardbook.config.settings")
    # People write new-book; a module of Python is called new_book.
    named = [word.replace("-", "_") for word in words[1:2] if not word.startswith("-")]
    execute_from_command_line([*words[:1], *named, *words[1 + len(named) :]])
    return 0

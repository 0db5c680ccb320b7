"""The `wardbook` command: `read` runs without a book, everything else with one."""

import os
import signal
import sys

from django.core.management import execute_from_command_line

from wardbook.reader import cli as reader


def main() -> None:
    """Run what the first word after `wardbook` names; exits with its status."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends us quietly
    if sys.argv[1:2] == ["read"]:
        sys.exit(reader.main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardbook.config.settings")
    # People write new-book; a module of Python is called new_book.
    words = [word.replace("-", "_") for word in sys.argv[1:2] if not word.startswith("-")]
    execute_from_command_line([*sys.argv[:1], *words, *sys.argv[1 + len(words) :]])

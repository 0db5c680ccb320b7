"""`wardbook serve`: both sites by our own server."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from wardbook.office.book_command import BookCommand
from wardbook.office.serving import port_to_use


class Command(BookCommand):
    """Become gunicorn, with threads: its default workers close every connection."""

    help = "Serve both sites on 127.0.0.1 (PORT, default 8000)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        port = port_to_use()
        if not Path(settings.STATIC_ROOT, "staticfiles.json").exists():  # no page without them
            call_command("collectstatic", interactive=False, verbosity=0)
        words = [
            sys.executable,
            "-m",
            "gunicorn",
            "wardbook.config.wsgi",
            f"--bind=127.0.0.1:{port}",
            "--worker-class=wardbook.config.worker.Worker",
            "--workers=4",
            "--threads=2",
            "--log-level=error",
        ]
        os.execv(words[0], words)  # noqa: S606 - our own interpreter, no shell

"""`wardbook serve`: both sites by our own server."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand

from wardbook.office.serving import port_to_use


class Command(BaseCommand):
    """Become gunicorn, with threads: its default workers close every connection."""

    help = "Serve both sites on 127.0.0.1 (PORT, default 8000)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        words = [
            sys.executable,
            "-m",
            "gunicorn",
            "wardbook.config.wsgi",
            f"--bind=127.0.0.1:{port_to_use()}",
            "--worker-class=gthread",
            "--workers=2",
            "--threads=4",
            "--log-level=warning",
        ]
        os.execv(words[0], words)  # noqa: S606 - our own interpreter, no shell

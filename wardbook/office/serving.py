"""Where the sites are served."""

import os
import socket

from django.core.management.base import CommandError


def port_to_use() -> int:
    """The port named by PORT, or 8000; raises ``CommandError`` with one sentence if it is taken."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            raise CommandError(
                f"Port {text} is in use or not allowed: choose another, PORT=8080 make run."
            ) from error
    return int(text)

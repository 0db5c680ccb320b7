"""Empty databases for the benches, each with every commit on the disk: SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests import debian
from tests.postgres import cluster

NAMES = ("SQLite", "PostgreSQL")
DURABLE = "-c fsync=on -c synchronous_commit=on -c listen_addresses="


@contextmanager
def place(name: str) -> Iterator[str]:
    """The address of a new server; nothing for SQLite, which lies in a folder of each site."""
    if name == "SQLite":
        yield ""
        return
    programs = debian.postgres()
    assert programs, "PostgreSQL is not installed"
    with cluster(programs, DURABLE) as address:
        yield address


def emptied(address: str, name: str) -> str:
    """A database of that name, new, on the server at ``address``; nothing for SQLite."""
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as line:
        line.execute(f"DROP DATABASE IF EXISTS {name}")
        line.execute(f"CREATE DATABASE {name}")
    return address.rsplit("/", 1)[0] + f"/{name}"


def analyzed(address: str) -> None:
    """What PostgreSQL learns of rows by itself within a minute: these were written in seconds."""
    if address:
        with psycopg.connect(address, autocommit=True) as line:
            line.execute("ANALYZE")

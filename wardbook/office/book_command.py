"""A command that works on the books here, whose tables must be those of this version."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class BookCommand(BaseCommand):
    """After an upgrade, and in a place where nothing was ever set up, it says what to do first."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The tables here are not yet those of this version: run `wardbook migrate` first."
            )
        return super().execute(*args, **options)

"""A backup from before the tier above had an end of its own comes back, and reads as it should.

All of it happens on machines of its own, so that it is asked once and not of each database.
"""

from pathlib import Path

from tests.office.backups import on_empty_machine

# Runs where nothing is: a book as the version before wrote it, backed up by its last table.
AS_BEFORE = """
from pathlib import Path
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
call_command("migrate", verbosity=0)
from tests.cases.loop.test_overruled import as_formerly, ended
from wardbook.office.backup import rows, write
with as_formerly():
    print(ended().state)
call_command("migrate", "cases", "0010", verbosity=0)
loader = MigrationLoader(connection)
others = [node for node in loader.graph.leaf_nodes() if node[0] != "cases"]
tables = rows.tables(loader.project_state([("cases", "0010_ended_work"), *others]).apps)
write.tables = lambda: tables
write.write(Path("FILE"), say=print, at=timezone.now())
"""


def test_a_backup_of_an_older_book_is_restored_verified_and_reads_so(tmp_path: Path) -> None:
    file = tmp_path / "old.zip"
    script = AS_BEFORE.replace("FILE", str(file))
    made = on_empty_machine(tmp_path / "old", "shell", "-c", script)
    assert "remedied" in made.stdout, made.stderr

    restored = on_empty_machine(tmp_path / "new", "restore", str(file))
    ask = (
        "from tests.cases.loop.test_overruled import reads_so; from wardbook.cases.models import"
        " Case; print('reads so:', reads_so(Case.objects.get(kind='shortcoming')))"
    )
    asked = on_empty_machine(tmp_path / "new", "shell", "-c", ask)

    assert restored.returncode == 0, restored.stderr
    assert "entries stand" in restored.stdout
    assert "reads so: True" in asked.stdout, asked.stderr

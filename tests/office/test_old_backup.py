"""A backup of the first version comes back under this one, and its tables are brought forward."""

from pathlib import Path

from tests.office.backups import on_empty_machine

# Runs where nothing is: makes the first tables, fills them as the first version did, backs them up.
AS_THE_FIRST_VERSION = """
import zipfile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wardbook.lib.chain import genesis
from wardbook.office.backup import archive, rows

first = {
    "documents": "0001_papers_and_claims",
    "figures": "0001_results_and_targets",
    "ledger": "0001_books_and_entries",
    "org": "0001_units_people_posts",
}
executor = MigrationExecutor(connection)
executor.migrate(list(first.items()))
state = executor.loader.project_state(list(first.items()))
tables = rows.tables(state.apps)
tables["ledger.book"].objects.create(
    code="cu", sample=False, chain_hash=genesis("cu", sample=False))
tables["org.person"].objects.create(username="lan", name="Lan", password="!")
manifest = archive.Manifest(
    version="0.1.0", made_at="2026-11-20T01:00:00+00:00", database="sqlite",
    migrations={app: [name] for app, name in first.items()}, books=[], missing=[])
with zipfile.ZipFile("FILE", "w") as made:
    for name, table in tables.items():
        manifest.parts.append(archive.add(made, archive.table_part(name), rows.lines(table)))
    archive.close(made, manifest)
"""


def test_a_backup_of_the_first_version_is_brought_forward(tmp_path: Path) -> None:
    file, folder = tmp_path / "old.zip", tmp_path / "new"
    made = on_empty_machine(
        tmp_path / "old", "shell", "-c", AS_THE_FIRST_VERSION.replace("FILE", str(file))
    )

    restored = on_empty_machine(folder, "restore", str(file))
    ask = "from wardbook.org.models import Person; print(Person.objects.get().book.code)"
    asked = on_empty_machine(folder, "shell", "-c", ask)

    assert made.returncode == restored.returncode == 0, made.stderr + restored.stderr
    assert "cu: 0 entries stand" in restored.stdout
    assert asked.stdout.split()[-1] == "cu"


# A book with work in it, taken back to the tables of the version before and brought forward again.
THERE_AND_BACK = """
from django.core.management import call_command
from django.db import connection
from tests import make
from tests.cases.loop import world
from wardbook.cases.models import Case

call_command("migrate", verbosity=0)
make.step(make.case(fields={"applicant": "Trần Thị Thử"}), "accept")
named = world.take(world.owed(), "release", world.chair())
world.take(world.owed("remedy", parent=named), "release", world.chair())
for app, name in [("cases", "0010"), ("ledger", "0001")]:
    call_command("migrate", app, name, verbosity=0)
before = set(connection.introspection.get_constraints(connection.cursor(), "cases_case"))
call_command("migrate", verbosity=0)
after = set(connection.introspection.get_constraints(connection.cursor(), "cases_case"))
print(sorted(after - before))
print(list(Case.objects.exclude(folded_name="").values_list("folded_name", flat=True)))
call_command("verify")
"""


def test_a_book_of_the_version_before_is_brought_forward_with_its_rows(tmp_path: Path) -> None:
    told = on_empty_machine(tmp_path, "shell", "-c", THERE_AND_BACK)

    assert told.returncode == 0, told.stderr
    assert "case_by_procedure" in told.stdout
    assert "['tran thi thu']" in told.stdout
    assert "entries stand" in told.stdout

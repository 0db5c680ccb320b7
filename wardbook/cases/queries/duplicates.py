"""Work that may be in the book already: asked before it is opened a second time."""

from datetime import datetime, timedelta

from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.models.case import Case
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries.cases import cases
from wardbook.cases.rules.telling import bare
from wardbook.lib.text import fold
from wardbook.org.models import Unit

WITHIN = timedelta(days=30)


def duplicates(
    unit: Unit, procedure: Procedure | None, told: Dossier, at: datetime, *, most: int = 5
) -> list[Case]:
    """Dossiers of the unit, of the same procedure and of the last thirty days, of the same person.

    The same person is the same name without accents, the same ID number, or the same phone.
    """
    if procedure is None or not (told.applicant or told.id_number or told.phone):
        return []
    rows = cases(unit=unit, kind="dossier", submitted_at__gte=at - WITHIN)
    rows = rows.filter(procedure__key=procedure.key).order_by("-submitted_at")
    return [row for row in rows if _same(row, told)][:most]


def _same(row: Case, told: Dossier) -> bool:
    name, kept = fold(told.applicant).strip(), row.fields
    if name and name == fold(str(kept.get("applicant", ""))).strip():
        return True
    pairs = ((told.id_number, "id_number"), (told.phone, "phone"))
    return any(bare(typed) and bare(typed) == bare(str(kept.get(key, ""))) for typed, key in pairs)

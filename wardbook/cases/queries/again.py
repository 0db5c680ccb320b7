"""Who came again with the same procedure, and who was sent home."""

from datetime import datetime

from django.db.models import Q

from wardbook.cases.kinds.contacts import SENT_HOME
from wardbook.cases.models.case import Case, Contact
from wardbook.cases.queries.cases import name_of
from wardbook.cases.queries.duplicates import WITHIN
from wardbook.cases.queries.statement import KIND, Frame
from wardbook.cases.rules.telling import bare


def handed_in_again(frame: Frame) -> list[tuple[int, int]]:
    """(earlier, later) dossiers of one person and procedure, within thirty days of each other.

    The later one was handed in by the end of the frame; the person is the ID number or, where
    none was told, the name. Only numbers of dossiers leave.
    """
    known = Q(opened_at__lte=frame.cut_off) | ~Q(origin="")
    rows = Case.objects.filter(
        known, kind=KIND, unit__in=frame.units, submitted_at__gte=frame.start - WITHIN,
        submitted_at__lt=frame.upto,
    )  # fmt: skip
    last: dict[tuple[str, str], tuple[int, datetime]] = {}
    found = []
    told = rows.order_by("submitted_at", "pk").values_list(
        "pk", "submitted_at", "procedure__key", "field", "fields"
    )
    for pk, at, procedure, field, fields in told:
        person = _person(fields)
        if not person:
            continue
        before = last.get((person, procedure or field))
        if before and at - before[1] <= WITHIN:
            found.append((before[0], pk))
        last[person, procedure or field] = pk, at
    return found


def _person(fields: dict[str, str]) -> str:
    number = bare(str(fields.get("id_number", "")))
    return number or name_of(str(fields.get("applicant", "")))


def sent_home(frame: Frame) -> int:
    """Visits of the frame that ended with nothing handed in."""
    rows = Contact.objects.filter(unit__in=frame.units, at__gte=frame.start, at__lt=frame.upto)
    return rows.filter(case=None, reason__in=SENT_HOME).count()

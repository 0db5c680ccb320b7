"""Work that may be in the book already: asked before it is opened a second time."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, Q, QuerySet

from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.models.case import Case
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries.cases import cases, name_of
from wardbook.cases.rules.telling import bare
from wardbook.org.models import Unit
from wardbook.web.prepared import Given, Prepared

WITHIN = timedelta(days=30)


def duplicates(
    unit: Unit, procedure: Procedure | None, told: Dossier, at: datetime, *, most: int = 5
) -> list[Case]:
    """Dossiers of the unit, of the same procedure and of the last thirty days, of the same person.

    The same person is the same name without accents, the same ID number, or the same phone.
    """
    if procedure is None or not (told.applicant or told.id_number or told.phone):
        return []
    within = {"unit": unit.pk, "since": at - WITHIN, "key": procedure.key}
    name = name_of(told.applicant)
    alike = {row.pk: row for row in (_named(name=name, **within) if name else ())}
    numbers = (_spelt("id_number", told.id_number), _spelt("phone", told.phone))
    if any(numbers):
        alike |= {row.pk: row for row in _dossiers(**within).filter(numbers[0] | numbers[1])}
    found = [row for row in alike.values() if _same(row, told)]
    return sorted(found, key=lambda row: row.submitted_at, reverse=True)[:most]


def _dossiers(unit: Any, since: Any, key: Any) -> QuerySet[Case]:
    return cases(unit=unit, kind="dossier", submitted_at__gte=since, procedure__key=key)


_named = Prepared(
    lambda: _dossiers(
        Given("unit", BigIntegerField()), Given("since", DateTimeField()), Given("key", CharField())
    ).filter(folded_name=Given("name", CharField()))
)


def _spelt(field: str, number: str) -> Q:
    """True of a kept number that is ``number`` with or without spaces, dots and dashes."""
    signs = [re.escape(sign) for sign in bare(number)]
    return Q(**{f"fields__{field}__iregex": r"[\s.()-]*".join(signs)}) if signs else Q()


def _same(row: Case, told: Dossier) -> bool:
    name, kept = name_of(told.applicant), row.fields
    if name and name == name_of(str(kept.get("applicant", ""))):
        return True
    pairs = ((told.id_number, "id_number"), (told.phone, "phone"))
    return any(bare(typed) and bare(typed) == bare(str(kept.get(key, ""))) for typed, key in pairs)

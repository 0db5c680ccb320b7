"""Where the work of a place went that has ended: to the places that took it over."""

from datetime import date

from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import Succession, Unit


def heirs(unit: Unit, on: date) -> list[Unit]:
    """The places that stand on a day and took over the place of ``unit``, whole or in part.

    Through any number of successions; none while it stands. Which part went where no source says,
    so all of them are named.
    """
    place = unit.territory
    if place.stands(on):
        return []
    found: dict[int, Unit] = {}
    old = {place.pk}
    while old:
        rows = Succession.objects.filter(old__in=old, on__lte=on).select_related("new__parent")
        new = {row.new.pk: row.new for row in rows if row.new.pk not in found}
        found |= new
        old = set(new)
    return sorted(
        (one for one in found.values() if one.stands(on)), key=lambda one: (one.folded, one.code)
    )


def falls_to(unit: Unit, other: Unit, on: date) -> bool:
    """Whether what ``unit`` owes may be taken on in ``other``: of its place, or of one after it."""
    place = other.territory
    if unit.territory.code == place.code:
        return True
    return place.code in {one.code for one in heirs(unit, on)}


def took_over(body: Unit, former: Unit, on: date) -> bool:
    """Whether ``body`` does now what ``former`` did: of its kind, in a place after its place."""
    alike = body.kind == former.kind or {body.kind, former.kind} <= TERRITORIES
    return alike and body.territory.code in {one.code for one in heirs(former, on)}

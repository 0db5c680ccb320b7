"""Which post answers for which area and field: the rules, the rows, what the public reads."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal
from wardbook.org.catalogue import CATALOGUE
from wardbook.org.kinds import PARTY_SIDE, TERRITORIES, Kind
from wardbook.org.models import Charge, Post, Tenure, Unit

# What a post may answer for as a whole; a field of the work may be the whole place's, too.
AREAS = frozenset({Kind.RESIDENTIAL_GROUP, Kind.PARTY_CELL, Kind.MASS_ORGANISATION}) | TERRITORIES


@cache
def fields() -> dict[str, dict[str, str]]:
    """Fields of the work by code, each with its name in both languages."""
    rows = tomllib.loads((CATALOGUE / "org" / "fields.toml").read_text(encoding="utf-8"))["field"]
    return {row["code"]: {"vi": row["vi"], "en": row["en"]} for row in rows}


def why_not_charge(charge: Charge) -> Refusal | None:
    """ORG-17. One post answers for an area and field on a day, by a paper, in its own place.

    ``charge`` is not stored yet. The area lies below the place in which the post acts; with a
    field it may be that place.
    """
    if refusal := _why_not_there(charge) or _why_not_then(charge):
        return refusal
    if not charge.source.strip():
        return Refusal("ORG-17", "Name the decision or paper that says so.")
    other = _beside(charge).select_related("post").first()
    if other is None:
        return None
    values = (("post", other.post.title_vi),)
    return Refusal("ORG-17", "“%(post)s” answers for it on some of these days: end that.", values)


def _why_not_there(charge: Charge) -> Refusal | None:
    place, unit = charge.post.unit.territory, charge.unit
    if charge.field and charge.field not in fields():
        return Refusal("ORG-17", "Choose a field of the list, or none for the whole area.")
    if place.code not in {above.code for above in unit.path}:
        return Refusal("ORG-17", "Choose an area of the place to which the post belongs.")
    if unit.kind not in AREAS or (unit.code == place.code and not charge.field):
        return Refusal(
            "ORG-17", "Choose a residential area, a cell or an organisation, or a field."
        )
    return None


def _why_not_then(charge: Charge) -> Refusal | None:
    start, end = charge.start_on, charge.end_on
    if end and end <= start:
        return Refusal("ORG-17", "A post answers for one day at least: choose a later end.")
    if start < charge.post.start_on or not _within(charge.post.end_on, start, end):
        return Refusal("ORG-17", "The post is not open on all of these days.")
    before = charge.unit.start_on and start < charge.unit.start_on
    if before or not _within(charge.unit.end_on, start, end):
        return Refusal("ORG-17", "The area does not stand on all of these days.")
    return None


def _within(limit: date | None, start: date, end: date | None) -> bool:
    """Whether days end by ``limit``, where there is one."""
    return limit is None or (start < limit and end is not None and end <= limit)


def _beside(charge: Charge) -> QuerySet[Charge]:
    """What else is answered for in the same area and field on some of the same days."""
    before_end = Q(start_on__lt=charge.end_on) if charge.end_on else Q()
    rows = Charge.objects.filter(
        before_end,
        Q(end_on=None) | Q(end_on__gt=charge.start_on),
        post__book=charge.post.book_id,
        unit=charge.unit_id,
        field=charge.field,
    )
    return rows.exclude(pk=charge.pk)


def why_not_end_charge(charge: Charge, end_on: date) -> Refusal | None:
    """ORG-17. One post answers for an area and field on a day, by a paper, in its own place."""
    if charge.end_on and charge.end_on <= end_on:
        return Refusal("ORG-17", "It ends before that day already.")
    if end_on <= charge.start_on:
        return Refusal("ORG-17", "A post answers for one day at least: choose a later end.")
    return None


def why_not_tell(charge: Charge, by: Tenure) -> Refusal | None:
    """ORG-18. What a post of the Party side answers for is made public by a Party body alone."""
    if not party_side(charge) or of_party(by.post):
        return None
    return Refusal(
        "ORG-18", "What a post of the Party side answers for is made public by the Party committee."
    )


def party_side(charge: Charge) -> bool:
    """Whether it is the Party side's to say: the post's, or the area is a cell."""
    return of_party(charge.post) or charge.unit.kind in PARTY_SIDE


def of_party(post: Post) -> bool:
    """Whether a post stands in a body of the Party side, offices of its committee among them."""
    return any(unit.kind in PARTY_SIDE for unit in post.unit.path)


def charges(books: Iterable[Book], places: Iterable[Unit], on: date) -> list[Charge]:
    """Who answers on a day or later for what lies in some places, by area and field.

    Each post comes with those who hold it on that day, as ``held``. Two queries.
    """
    held = Tenure.objects.in_force(on).select_related("person").order_by("acting", "pk")
    near = (
        lasting(on, post__book__in=list(books))
        .select_related(
            "post__book", "post__unit__parent__parent__parent", "unit__parent__parent__parent"
        )
        .prefetch_related(Prefetch("post__tenures", held, to_attr="held"))
    )
    within = {place.pk for place in places}
    found = [row for row in near if within & {unit.pk for unit in row.unit.path}]
    return sorted(found, key=lambda row: (row.unit.folded, row.field, row.start_on, row.pk))


def lasting(on: date, **which: Any) -> QuerySet[Charge]:
    """What of ``which`` (a post, a unit) holds on a day or later, with posts and areas."""
    rows = Charge.objects.filter(Q(end_on=None) | Q(end_on__gt=on), **which)
    return rows.select_related("post__unit", "unit").order_by("unit__folded", "field", "pk")


def public_body(place: Unit, rows: Iterable[Charge]) -> dict[str, object]:
    """What the public reads of a place: posts and areas with their days, and never a person."""
    return {
        "label": place.label,
        "unit": {"code": place.code, "label": place.label},
        "charges": [_public(row) for row in rows],
    }


def _public(row: Charge) -> dict[str, object]:
    return {
        "area": {"code": row.unit.code, "label": row.unit.label},
        "field": {"code": row.field, "label": fields()[row.field]} if row.field else None,
        "post": row.post.label,
        "body": row.post.unit.label,
        "from": row.start_on.isoformat(),
        "to": row.end_on.isoformat() if row.end_on else None,
    }

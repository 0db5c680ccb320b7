"""Every write to units, accounts and posts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal, Refused
from wardbook.lib.text import fold
from wardbook.org import rules
from wardbook.org.catalogue import SuccessionRow, UnitRow
from wardbook.org.models import Person, Post, Succession, Tenure, Unit


@action
def load_units(
    rows: Iterable[UnitRow],
    successions: Iterable[SuccessionRow],
    *,
    book: Book,
    by: str,
    at: datetime,
) -> int:
    """Bring units and their history in line with the catalogue; answers how many it changed.

    A unit the catalogue no longer names stays: papers point at it.
    """
    units: dict[str, Unit] = Unit.objects.in_bulk(field_name="code")
    new: list[Unit] = []
    changed: list[Unit] = []
    for level in _levels(rows):
        fresh = [row for row in level if row.code not in units]
        changed += [
            unit for row in level if (unit := units.get(row.code)) and _amend(unit, row, units)
        ]
        made = [Unit(code=row.code, **_fields(row, units)) for row in fresh]
        Unit.objects.bulk_create(made)
        units |= {unit.code: unit for unit in made}
        new += made
    for unit in changed:
        unit.save()
    _load_successions(successions, units)
    content: dict[str, object] = {"new": len(new), "changed": [unit.code for unit in changed]}
    record(book, by=by, at=at, verb="load", key="catalogue/units", content=content)
    return len(new) + len(changed)


def _levels(rows: Iterable[UnitRow]) -> Iterator[list[UnitRow]]:
    """Rows by depth, so that parents are stored before their children."""
    depth: dict[str, int] = {}
    levels: list[list[UnitRow]] = []
    for row in rows:
        depth[row.code] = depth[row.parent] + 1 if row.parent else 0
        if depth[row.code] == len(levels):
            levels.append([])
        levels[depth[row.code]].append(row)
    yield from levels


def _fields(row: UnitRow, units: dict[str, Unit]) -> dict[str, object]:
    return {
        "official_code": row.official_code or "",
        "kind": row.kind,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "folded": fold(f"{row.name_vi} {row.name_en}"),
        "parent": units[row.parent] if row.parent else None,
        "start_on": row.start_on,
        "end_on": row.end_on,
        "decided_by": row.decided_by or "",
        "source": row.source,
        "mark": row.mark,
    }


def _amend(unit: Unit, row: UnitRow, units: dict[str, Unit]) -> bool:
    """Give ``unit`` what the row says; True if anything differed."""
    fields = _fields(row, units)
    parent = fields.pop("parent")
    fields["parent_id"] = parent.pk if isinstance(parent, Unit) else None
    differing = {name: value for name, value in fields.items() if getattr(unit, name) != value}
    for name, value in differing.items():
        setattr(unit, name, value)
    return bool(differing)


def _load_successions(rows: Iterable[SuccessionRow], units: dict[str, Unit]) -> None:
    Succession.objects.bulk_create(
        [
            Succession(
                old=units[row.old],
                new=units[row.new],
                share=row.share,
                on=row.on,
                source=row.source,
                mark=row.mark,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["old", "new", "on"],
        update_fields=["share", "source", "mark"],
    )


@action
def open_account(
    username: str, name: str, password: str, *, book: Book, by: str, at: datetime
) -> Person:
    """An account; it may do nothing until its person holds a post.

    ORG-03. A password that is short, common or like the name is refused.
    """
    person = Person(username=username, name=name)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(Refusal("ORG-03", " ".join(error.messages).replace("%", "%%"))) from error
    person.set_password(password)
    person.save()
    record(book, by=by, at=at, verb="open", key=f"account/{person.pk}", content={"name": name})
    return person


@action
def open_post(
    code: str,
    *,
    book: Book,
    unit: Unit,
    role: str,
    title: dict[str, str],
    start_on: date,
    by: str,
    at: datetime,
) -> Post:
    """A position in a unit, of which ``title`` has the name in both languages (vi, en)."""
    post = Post.objects.create(
        book=book,
        code=code,
        unit=unit,
        role=role,
        title_vi=title["vi"],
        title_en=title["en"],
        start_on=start_on,
    )
    content: dict[str, object] = {"unit": unit.code, "role": role, "title": title}
    record(book, by=by, at=at, verb="open", key=f"post/{code}", content=content)
    return post


@action
def start_tenure(
    post: Post,
    person: Person,
    *,
    start_on: date,
    end_on: date | None = None,
    acting: bool = False,
    by: str,
    at: datetime,
) -> Tenure:
    """``person`` holds ``post`` from ``start_on``, in their own right or ``acting``.

    ``end_on``, if known already, is the first day they no longer do.
    """
    _keep_days(post, start_on, end_on, acting=acting)
    tenure = Tenure.objects.create(
        post=post, person=person, start_on=start_on, end_on=end_on, acting=acting
    )
    content: dict[str, object] = {
        "account": person.pk,
        "start_on": start_on.isoformat(),
        "end_on": end_on and end_on.isoformat(),
        "acting": acting,
    }
    record(post.book, by=by, at=at, verb="hold", key=f"post/{post.code}", content=content)
    return tenure


@action
def end_tenure(tenure: Tenure, *, end_on: date, by: str, at: datetime) -> Tenure:
    """``end_on`` is the first day the person no longer holds the post."""
    post = tenure.post
    _keep_days(post, tenure.start_on, end_on, acting=tenure.acting, but=tenure)
    tenure.end_on = end_on
    tenure.save(update_fields=["end_on"])
    content: dict[str, object] = {"account": tenure.person_id, "end_on": end_on.isoformat()}
    record(post.book, by=by, at=at, verb="leave", key=f"post/{post.code}", content=content)
    return tenure


def _keep_days(
    post: Post, start_on: date, end_on: date | None, *, acting: bool, but: Tenure | None = None
) -> None:
    """Refuse days that ORG-02 does not allow; the post is held so that two cannot pass at once."""
    Post.objects.select_for_update().get(pk=post.pk)
    if refusal := rules.why_not_hold(post, start_on, end_on, acting=acting, but=but):
        raise Refused(refusal)

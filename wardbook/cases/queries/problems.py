"""Work whose record lacks something that somebody can mend: what, and which rows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from wardbook.cases.kinds import KINDS, OPEN
from wardbook.cases.law import provision
from wardbook.cases.models.case import Case, Notice
from wardbook.cases.models.procedure import Procedure, valid_on
from wardbook.cases.queries.notices import MAX_TRIES
from wardbook.cases.queries.week import Desk
from wardbook.lib.clock import VIETNAM, Limit
from wardbook.org.models import Post, Tenure, in_force

ASKED_AGAIN = "feedback-asked-again-after"
REACHED_BY = {"email": "email", "post": "address"}  # else the telephone


def _open(desk: Desk) -> QuerySet[Case]:
    return desk.rows.filter(state__in=OPEN)


def without_date(desk: Desk) -> Any:
    """Procedures without a limit of whose accepted open work nothing is promised; ``n`` of it.

    Old work keeps its version: once a later one names a limit there is nothing left to mend.
    """
    named = Procedure.objects.filter(
        book=OuterRef("procedure__book"),
        key=OuterRef("procedure__key"),
        version__gt=OuterRef("procedure__version"),
    ).exclude(limit="", on_the_spot=False, same_day=False)
    undated = Q(procedure__on_the_spot=False, procedure__same_day=False)
    rows = _open(desk).filter(undated, due_at=None, accepted_at__isnull=False)
    return _procedures(rows.filter(~Exists(named), procedure__isnull=False, procedure__limit=""))


def ended_procedures(desk: Desk, on: date) -> Any:
    """Versions that ended with none after them, with open work; ``n`` of it."""
    later = Procedure.objects.filter(
        valid_on(on), book=OuterRef("procedure__book"), key=OuterRef("procedure__key")
    )
    rows = _open(desk).filter(~Exists(later), procedure__valid_to__lte=on)
    return _procedures(rows)


def _procedures(rows: QuerySet[Case]) -> Any:
    """The procedures of ``rows``, each with the number ``n`` of them."""
    counts = rows.order_by().filter(procedure=OuterRef("pk")).values("procedure")
    counted = counts.annotate(n=Count("pk")).values("n")
    found = Procedure.objects.filter(pk__in=rows.order_by().values("procedure"))
    return found.annotate(n=counted).order_by("-n", "folded", "pk")


def unknown_procedures(desk: Desk) -> list[tuple[str, str, int]]:
    """Code and name, as the other system says them, of what the book does not know; how often."""
    rows = _open(desk).exclude(origin="").filter(procedure=None, kind="dossier").order_by()
    said = rows.annotate(
        said_code=KeyTextTransform("procedure_code", "told"),
        said_name=KeyTextTransform("procedure", "told"),
    )
    found: Any = said.values_list("said_code", "said_name").annotate(n=Count("pk"))
    return [(code or "", name or "", n) for code, name, n in found.order_by("-n", "said_name")]


def without_holder(desk: Desk, on: date) -> Any:
    """Posts that answer for ``n`` open cases and that nobody holds that day.

    Those that have ended are not given to anybody: ``left`` has them.
    """
    held = Tenure.objects.in_force(on).filter(post=OuterRef("pk"))
    rows = Post.objects.filter(in_force(on), ~Exists(held), cases__in=_open(desk).order_by())
    return rows.annotate(n=Count("cases", filter=Q(cases__state__in=OPEN))).order_by("-n", "pk")


def unreachable(desk: Desk) -> QuerySet[Notice]:
    """People to be told by a channel for which no number or address is on record."""
    by_phone = ~Q(channel__in=[*REACHED_BY, "counter"]) & _blank("phone")
    lacks = by_phone
    for channel, name in REACHED_BY.items():
        lacks |= Q(channel=channel) & _blank(name)
    return _to_tell(desk).filter(lacks)


def _blank(name: str) -> Q:
    return Q(**{f"case__fields__{name}__isnull": True}) | Q(**{f"case__fields__{name}": ""})


def mail_failed(desk: Desk) -> QuerySet[Notice]:
    """E-mail that a program gave up: a person has to tell it."""
    return _to_tell(desk).filter(channel="email", tries__gte=MAX_TRIES)


def _to_tell(desk: Desk) -> QuerySet[Notice]:
    rows = Notice.objects.filter(case__book__in=desk.books, case__unit__in=desk.units, sent_at=None)
    return rows.select_related("case__procedure").order_by("due_on", "pk")


def to_ask_again(desk: Desk, on: date) -> QuerySet[Case]:
    """Answered feedback whose four weeks are over and of which nobody asked."""
    wait = provision(ASKED_AGAIN, on)
    if wait is None:
        return desk.rows.none()
    last = on - timedelta(days=Limit.parse(wait.value).amount)
    end = datetime.combine(last, time.max, VIETNAM)
    asks = [
        Q(kind=kind.code, state__in=step.before)
        for kind in KINDS.values()
        for step in kind.steps.values()
        if "ask_again_early" in step.guards
    ]
    waiting = Q(pk=None)
    for one in asks:
        waiting |= one
    return desk.rows.filter(waiting, ended_at__lte=end).order_by("ended_at", "pk")


def due_in(desk: Desk, year: int) -> bool:
    """Whether open work is due in that year."""
    start = datetime(year, 1, 1, tzinfo=VIETNAM)
    return _open(desk).filter(due_at__gte=start).exists()

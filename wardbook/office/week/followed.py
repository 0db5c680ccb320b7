"""What the loop asks of a leader this week: sessions on the agenda, and what waits for a yes."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext

from wardbook.cases.kinds import FOLLOW_UP
from wardbook.cases.queries.week import Owed
from wardbook.lib.clock import VIETNAM
from wardbook.office.templatetags.cases import weekday
from wardbook.office.week.block import SHOWN, Block, Line, View


def followed(rows: Iterable[Owed]) -> Block:
    """How the loop stands: to be verified, late, waiting above; each opens its list."""
    found: Counter[str] = Counter()
    for row in rows:
        if row.kind in FOLLOW_UP:
            found.update(n=row.count, reported=row.reported, late=row.late, above=row.above)
    words = {
        "reported": (gettext("To be verified by somebody else"), ""),
        "late": (gettext("Late"), "bad"),
        "above": (gettext("Waiting for the tier above"), ""),
    }
    lines = [
        Line(words=said, count=found[name], url=f"{reverse('office:follow')}?how={name}", tone=tone)
        for name, (said, tone) in words.items()
        if found[name]
    ]
    return Block(
        name="followed",
        title=gettext("Set, named and promised"),
        short=gettext("Follow-up"),
        empty=gettext("Nothing of the follow-up is open."),
        total=found["n"],
        url=reverse("office:follow"),
        lines=lines,
    )


def agenda(view: View) -> Block:
    """Sessions, reviews and inspections that fall in the week, by day."""
    start = datetime.combine(view.week.start, time.min, VIETNAM)
    end = datetime.combine(view.week.last, time.max, VIETNAM)
    kinds = ("session", "review", "inspection")
    rows = view.desk.rows.filter(kind__in=kinds, first_due_at__range=(start, end))
    found = list(rows.order_by("first_due_at", "pk"))
    lines = []
    for case in found[:SHOWN]:
        day = case.first_due_at.astimezone(VIETNAM) if case.first_due_at else start
        lines.append(
            Line(
                words=case.title,
                url=reverse("office:follow-item", args=[case.pk]),
                note=f"{weekday(day.date())} {day:%d/%m}",
            )
        )
    return Block(
        name="agenda",
        title=gettext("On the agenda"),
        empty=gettext("No session, review or inspection is planned in this week."),
        total=len(found),
        url=f"{reverse('office:follow')}?kind=session",
        lines=lines,
        rest=max(0, len(found) - SHOWN),
    )

"""Who owes what, what is late, what falls due, what waits, and which rules were not kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.cases.queries import week as queries
from wardbook.cases.queries.parts import part
from wardbook.lib.clock import VIETNAM
from wardbook.office.templatetags.cases import WAITS_ON, weekday
from wardbook.office.week.block import SHOWN, Block, Line, View, first, label
from wardbook.org.models import Post
from wardbook.web.templatetags.wardbook import day as day_words
from wardbook.web.templatetags.wardbook import days_words, number


def mine(view: View, rows: Iterable[queries.Owed]) -> Block:
    own = {post.pk for post in view.desk.posts}
    own_rows = [row for row in rows if row.post in own]
    return Block(
        name="mine",
        title=gettext("Mine to do"),
        empty=gettext("No open work belongs to your own posts."),
        total=sum(row.count for row in own_rows),
        url=view.opens("mine"),
        lines=_kinds(view, "mine", own_rows),
    )


def _kinds(view: View, which: str, rows: Iterable[queries.Owed]) -> list[Line]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.kind] += row.count
    return [
        Line(words=label(KINDS[kind].label.texts), count=n, url=view.opens(which, kind=kind))
        for kind, n in found.most_common()
    ]


def owed(view: View, rows: Iterable[queries.Owed]) -> Block:
    """What others answer for, by post: most late first."""
    own = {post.pk for post in view.desk.posts}
    count: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for row in rows:
        if row.post not in own:
            count[row.post] += row.count
            late[row.post] += row.late
    posts = Post.objects.select_related("unit").filter(pk__in=list(count)).in_bulk()
    names = Counter(label(post.label) for post in posts.values())
    order = sorted(count, key=lambda post: (-late[post], -count[post], post))
    lines = [
        Line(
            words=_of_several(posts[post], names),
            count=count[post],
            url=view.opens("owed", post=post),
            note=gettext("%(n)s late") % {"n": number(late[post])} if late[post] else "",
            tone="bad" if late[post] else "",
        )
        for post in order
    ]
    return Block(
        name="owed",
        title=gettext("Owed to me"),
        empty=gettext("No other post here has open work."),
        total=count.total(),
        url=view.opens("owed"),
        **first(lines, 6),
    )


def _of_several(post: Post, names: Counter[str]) -> str:
    """Its name, and where it is when another post here has the same name."""
    name = label(post.label)
    return f"{name} · {label(post.unit.label)}" if names[name] > 1 else name


def late(view: View, rows: Iterable[queries.Owed]) -> Block:
    total = sum(row.late for row in rows)
    longest = part(queries.late(view.desk, view.now), 0, SHOWN)
    return Block(
        name="late",
        title=gettext("Late"),
        empty=gettext("Nothing open has passed its date."),
        total=total,
        url=view.opens("late"),
        lines=[_overdue(row, view) for row in longest],
        rest=max(0, total - SHOWN),
    )


def _overdue(case: Case, view: View) -> Line:
    days = (view.now - case.due_at).days if case.due_at else 0
    since = days_words(days) if days else gettext("since today")
    where = f" · {label(case.post.unit.label)}" if view.many else ""
    return Line(
        words=case.title or case.code,
        url=reverse("office:case", args=[case.pk]),
        note=f"{since} · {label(case.post.label)}{where}",
        tone="bad",
    )


# The days of the week


def due(view: View) -> Block:
    days = queries.due_by_day(view.desk, view.week, view.now)
    total = sum(one.count for one in days.values())
    return Block(
        name="due",
        title=gettext("Due this week") if view.current else gettext("Due in that week"),
        empty=gettext("No date that was promised falls in this week."),
        total=total,
        url=view.opens("due"),
        lines=[_day(view, day, one) for day, one in days.items() if one.count or _told(view, day)],
    )


def _told(view: View, day: date) -> bool:
    """Whether a day has to be named although nothing is due on it."""
    return view.calendar.works(day) != (day.weekday() < 5)


def _day(view: View, day: date, one: queries.Due) -> Line:
    parts = [gettext("%(n)s done") % {"n": one.done}] if one.done else []
    parts += [gettext("%(n)s late") % {"n": one.late}] if one.late else []
    if _told(view, day):
        works = view.calendar.works(day)
        parts.append(gettext("make-up working day") if works else gettext("day off"))
    return Line(
        words=f"{weekday(day)} {day:%d/%m}",
        count=one.count,
        url=view.opens("due", day=day.isoformat()) if one.count else "",
        note=", ".join(parts),
        tone="bad" if one.late else "",
    )


def waiting(view: View) -> Block:
    found = queries.waits(view.desk)
    lines = [
        Line(
            words=str(WAITS_ON[on]).capitalize(),
            count=one.count,
            url=view.opens(on),
            note=_since(one.since),
        )
        for on, one in found.items()
        if one.count
    ]
    return Block(
        name="waiting",
        title=gettext("Waiting on others"),
        empty=gettext("Nothing waits for a citizen, another body or the tier above."),
        total=sum(one.count for one in found.values()),
        lines=lines,
    )


def _since(at: datetime | None) -> str:
    return gettext("the longest since %(day)s") % {"day": _date(at)} if at else ""


def _date(at: datetime) -> str:
    return day_words(at.astimezone(VIETNAM).date())


def breaches(view: View) -> Block:
    since = view.week.since(view.today)
    found = queries.by_rule(queries.breaches(view.desk, since, view.week.last))
    lines = [
        Line(
            words=without_values(message),
            count=n,
            url=view.opens("breaches", rule=rule),
            note=rule,
            tone="bad",
        )
        for rule, message, n in found
    ]
    return Block(
        name="breaches",
        title=gettext("Rules not kept since %(day)s") % {"day": day_words(since)},
        short=gettext("Rules not kept"),
        empty=gettext("No breach was recorded."),
        total=sum(n for *_rest, n in found),
        url=view.opens("breaches"),
        **first(lines),
    )


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def without_values(message: str) -> str:
    """What a rule says, with the values of the single case left out."""
    return (gettext(message) % _Blank()).replace("….", "…")

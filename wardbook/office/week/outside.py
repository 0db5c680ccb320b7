"""What waits to go out, what the public sees, and what has to be done every day."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from wardbook.cases.queries import week as queries
from wardbook.cases.queries.notices import to_tell
from wardbook.cases.queries.postings import STANDINGS, boards, places
from wardbook.cases.queries.week import Desk
from wardbook.exchange.models import Export
from wardbook.exchange.queries import exports
from wardbook.figures.models import Result
from wardbook.ledger.queries import standing as said
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import VIETNAM
from wardbook.office.week.block import Block, Line, View, label
from wardbook.org.roles import Permission
from wardbook.org.working_time import working_time
from wardbook.web.templatetags.wardbook import day as day_words
from wardbook.web.templatetags.wardbook import moment as moment_words

WRONG = ("stale", "missing", "unreadable", "ended")
POSTINGS = {
    "stale": gettext_lazy("An old version hangs"),
    "missing": gettext_lazy("Nothing hangs"),
    "unreadable": gettext_lazy("Not readable"),
    "never": gettext_lazy("Nobody has looked yet"),
    "ended": gettext_lazy("Hangs of what is in force no longer"),
}


def release(view: View) -> Block:
    figures = Result.objects.awaiting_release().filter(book__in=view.desk.books).order_by()
    found = figures.aggregate(n=Count("pk"), since=Min("filed_at"))
    answers = queries.unpublished(view.desk).count()
    ours = [unit for unit in view.desk.units if unit.pk not in view.nameless]
    told = to_tell(ours, mail=bool(settings.EMAIL_HOST)).order_by()
    people = told.aggregate(n=Count("pk"), since=Min("due_on"))
    waits = [
        (gettext("Figures to release"), found, reverse("office:results") + "?state=waiting"),
        (gettext("Answers not made public"), {"n": answers}, view.opens("answers")),
        (gettext("People to tell"), people, view.page("office:notices", Permission.CASE_MOVE)),
    ]
    lines = [
        Line(words=words, count=one["n"], url=url, note=_waits_since(one.get("since")))
        for words, one, url in waits
        if one["n"]
    ]
    return Block(
        name="release",
        title=gettext("Waiting to go out"),
        empty=gettext("Nothing waits for release, and everybody was told."),
        total=sum(line.count or 0 for line in lines),
        lines=lines,
    )


def _waits_since(since: date | None) -> str:
    if since is None:
        return ""
    day = since.astimezone(VIETNAM).date() if isinstance(since, datetime) else since
    return gettext("since %(day)s") % {"day": day_words(day)}


def public(view: View) -> Block:
    """What the public sees last: the statement and the release of figures."""
    topics = [
        (gettext("Last statement"), "statement", reverse("office:statement")),
        (gettext("Last release"), "release", reverse("office:releases")),
    ]
    lines = []
    for words, topic, url in topics:
        rows = said(topic).filter(book__in=view.desk.books).order_by("-entry__body__at")
        if row := rows.first():
            note = f"{label(row.entry.body.data['label'])}, {moment_words(row.entry.body.at)}"
            lines.append(Line(words=words, url=url, note=note))
    return Block(
        name="public",
        title=gettext("What the public sees"),
        empty=gettext("Nothing of this book was published yet."),
        lines=lines,
    )


# What has to be done every day


def worked_before(calendar: Calendar, today: date) -> date:
    """The last day before ``today`` that worked."""
    day = today - timedelta(days=1)
    while not calendar.works(day):
        day -= timedelta(days=1)
    return day


def covers(export: Export, day: date) -> bool:
    """Whether it was taken out of the other system after the work of ``day``."""
    return export.as_of >= datetime.combine(day, time(23, 59), VIETNAM)


def imported(view: View) -> Block:
    taken = exports(view.desk.books).filter(unit__in=view.desk.units)
    last = taken.filter(finished_at__isnull=False).first()
    title = gettext("Yesterday's import")
    if last is None:
        empty = gettext("No file of another system was ever taken.")
        return Block(name="import", title=title, empty=empty)
    day = worked_before(view.calendar, view.today)
    done = covers(last, day)
    words = (
        gettext("Taken: the work of %(day)s is in it")
        if done
        else gettext("Not taken: the work of %(day)s is missing")
    )
    unexplained = last.differences.filter(cause="unexplained").count()
    lines = [
        Line(
            words=words % {"day": day_words(day)},
            url=reverse("office:import", args=[last.pk]) if done else reverse("office:imports"),
            note=gettext("last as of %(at)s") % {"at": moment_words(last.as_of)},
            tone="" if done else "bad",
        )
    ]
    if unexplained:
        url = reverse("office:import-list", args=[last.pk, "unexplained"])
        lines.append(Line(words=gettext("Differences unexplained"), count=unexplained, url=url))
    return Block(name="import", title=title, lines=lines)


def postings(view: View) -> Block:
    found: Counter[str] = Counter()
    kept = places(view.desk.units, view.today)
    for book in view.desk.books:
        for board in boards([row for row in kept if row.book_id == book.pk], view.today):
            found.update(board.counts)
    opens = view.page("office:postings", Permission.POSTING_RECORD)
    lines = [
        Line(words=str(POSTINGS[name]), count=found[name], url=opens and f"{opens}?standing={name}")
        for name in STANDINGS
        if name in POSTINGS and found[name]
    ]
    hangs = gettext("Every notice hangs as it should.")
    none = gettext("No place where notices hang is on record.")
    return Block(
        name="postings",
        title=gettext("Notices that hang"),
        empty=hangs if kept else none,
        total=sum(found[name] for name in WRONG),
        url=opens,
        lines=lines,
    )


def calendar_of(desk: Desk, today: date) -> Calendar:
    return working_time(desk.units[0] if desk.units else None, today)[0]

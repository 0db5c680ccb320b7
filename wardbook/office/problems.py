"""The table of checks: each finds what is wrong and names the field that mends it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from wardbook.cases.models import Case, Notice
from wardbook.cases.queries import problems as queries
from wardbook.cases.queries.calendar import moved_by
from wardbook.cases.queries.follow_up import Mutual, mutual
from wardbook.cases.queries.left import Left, left
from wardbook.cases.queries.week import Desk
from wardbook.exchange.models import Export
from wardbook.exchange.queries import exports
from wardbook.figures.tallies.silence import Silent
from wardbook.lib.clock import VIETNAM
from wardbook.office.org_forms import last_day
from wardbook.office.tallies.silent import untold
from wardbook.office.templatetags.cases import NOTIFY
from wardbook.office.week.outside import covers, worked_before
from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import OpeningHours, Tenure
from wardbook.org.roles import Permission
from wardbook.org.working_time import working_time
from wardbook.web.templatetags.wardbook import day as day_words
from wardbook.web.templatetags.wardbook import period as period_words

ANNOUNCED_BY = 10  # from October on the days off of the next year are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, in one sentence; ``url`` opens the field that mends it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a person sees of the book, and when."""

    desk: Desk
    now: datetime
    tenures: Sequence[Tenure] = ()

    @property
    def today(self) -> Any:
        return self.now.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a check found: ``rows`` are a list or a query, ``line`` says one of them."""

    rows: Any
    line: Callable[[Any], Problem]

    @property
    def count(self) -> int:
        return len(self.rows) if isinstance(self.rows, Sequence) else int(self.rows.count())


@dataclass(frozen=True, slots=True)
class Check:
    """``code`` stands in its address and in the docs. One of ``sees`` shows it; ``mends`` makes
    its lines links."""

    code: str
    title: Any
    sees: tuple[str, ...]
    mends: str
    find: Callable[[Scope], Found]


def _name(labels: dict[str, str]) -> str:
    return labels[get_language() or "vi"]


def _cases(n: int) -> str:
    return ngettext("%(n)s open case", "%(n)s open cases", n) % {"n": n}


# Procedures and posts


def _without_date(scope: Scope) -> Found:
    return Found(queries.without_date(scope.desk), _no_limit)


def _no_limit(row: Any) -> Problem:
    words = gettext("“%(name)s” has no limit: %(cases)s have no promised date.")
    values = {"name": _name(row.label), "cases": _cases(row.n)}
    return Problem(words=words % values, url=_version(row) + "#id_amount")


def _ended(scope: Scope) -> Found:
    return Found(queries.ended_procedures(scope.desk, scope.today), _no_successor)


def _no_successor(row: Any) -> Problem:
    words = gettext("“%(name)s” ended on %(day)s with nothing after it: %(cases)s follow it.")
    values = {"name": _name(row.label), "day": day_words(row.valid_to), "cases": _cases(row.n)}
    return Problem(words=words % values, url=_version(row) + "#id_on_day")


def _version(row: Any) -> str:
    return reverse("office:procedure-version", args=[row.pk])


def _unknown(scope: Scope) -> Found:
    return Found(queries.unknown_procedures(scope.desk), _not_known)


def _not_known(row: tuple[str, str, int]) -> Problem:
    code, name, n = row
    said = " ".join(filter(None, (code, name))) or gettext("a procedure without a name")
    words = gettext("The other system says “%(name)s”, which the book does not know: %(cases)s.")
    values = {"name": said, "cases": _cases(n)}
    return Problem(words=words % values, url=reverse("office:procedures-load"))


def _no_holder(scope: Scope) -> Found:
    return Found(queries.without_holder(scope.desk, scope.today), _nobody)


def _nobody(row: Any) -> Problem:
    words = gettext("Nobody holds “%(post)s” today, which answers for %(cases)s.")
    values = {"post": _name(row.label), "cases": _cases(row.n)}
    return Problem(words=words % values, url=reverse("office:post-give", args=[row.pk]))


def _ended_posts(scope: Scope) -> Found:
    return Found(left(scope.desk, scope.today), _falls)


def _falls(row: Left) -> Problem:
    words = gettext("“%(post)s” still answers for %(cases)s, and %(ended)s ended on %(day)s.")
    values = {
        "post": _name(row.post.label),
        "cases": _cases(row.n),
        "ended": gettext("the post") if row.ended == row.post else _name(row.ended.label),
        "day": day_words(last_day(row.ended.end_on) if row.ended.end_on else None),
    }
    places = ", ".join(_name(one.label) for one in row.heirs)
    to = gettext("They fall to %(places)s.") % {"places": places} if places else ""
    url = reverse("office:left", args=[row.post.pk])
    return Problem(words=f"{words % values} {to}".strip(), url=url)


# The other system


def _latest(scope: Scope) -> list[Export]:
    """The newest file of each place and system."""
    rows = exports(scope.desk.books).filter(unit__in=scope.desk.units)
    newest = rows.order_by().values("unit", "system").annotate(last=Max("pk"))
    return list(rows.filter(pk__in=newest.values("last")))


def _not_taken(scope: Scope) -> Found:
    late = [
        one
        for one in _latest(scope)
        if not covers(one, worked_before(working_time(one.unit, scope.today)[0], scope.today))
    ]
    return Found(late, _old)


def _old(row: Export) -> Problem:
    words = gettext("The last file of %(place)s is as of %(day)s: take yesterday's.")
    values = {
        "place": _name(row.unit.label),
        "day": day_words(row.as_of.astimezone(VIETNAM).date()),
    }
    return Problem(words=words % values, url=reverse("office:imports") + "#id_file")


def _unfinished(scope: Scope) -> Found:
    rows = exports(scope.desk.books).filter(unit__in=scope.desk.units, finished_at=None)
    return Found(rows, _half)


def _half(row: Export) -> Problem:
    words = gettext("“%(name)s” was not taken to its end: %(n)s of about %(about)s rows.")
    values = {"name": row.file_name, "n": row.read, "about": max(row.about, row.read)}
    return Problem(words=words % values, url=reverse("office:import", args=[row.pk]))


def _refused(scope: Scope) -> Found:
    return Found([one for one in _latest(scope) if one.noticed or one.untaken], _cells)


def _cells(row: Export) -> Problem:
    n = sum(row.noticed.values()) or row.untaken
    words = ngettext(
        "In “%(name)s” %(n)s cell could not be read as it should.",
        "In “%(name)s” %(n)s cells could not be read as they should.",
        n,
    )
    url = reverse("office:import-list", args=[row.pk, "problems"])
    return Problem(words=words % {"name": row.file_name, "n": n}, url=url)


def _unexplained(scope: Scope) -> Found:
    found = [(one, one.differences.filter(cause="unexplained").count()) for one in _latest(scope)]
    return Found([pair for pair in found if pair[1]], _differ)


def _differ(row: tuple[Export, int]) -> Problem:
    export, n = row
    words = ngettext(
        "%(n)s difference to “%(name)s” has no explanation yet.",
        "%(n)s differences to “%(name)s” have no explanation yet.",
        n,
    )
    url = reverse("office:import-list", args=[export.pk, "unexplained"])
    return Problem(words=words % {"name": export.file_name, "n": n}, url=url)


# People


def _unreachable(scope: Scope) -> Found:
    return Found(queries.unreachable(scope.desk), _no_address)


def _no_address(row: Notice) -> Problem:
    words = gettext("%(code)s is to be told by %(channel)s, and nothing to reach them is known.")
    values = {"code": row.case.code, "channel": NOTIFY.get(row.channel, row.channel)}
    field = queries.REACHED_BY.get(row.channel, "phone")
    url = f"{reverse('office:case-reach', args=[row.case_id])}#id_{field}"
    return Problem(words=words % values, url=url)


def _mail(scope: Scope) -> Found:
    return Found(queries.mail_failed(scope.desk), _gave_up)


def _gave_up(row: Notice) -> Problem:
    words = gettext("E-mail about %(code)s failed %(n)s times: tell them in another way.")
    return Problem(words=words % {"code": row.case.code, "n": row.tries}, url=_telling(row))


def _telling(row: Notice) -> str:
    return f"{reverse('office:notices')}#why-{row.pk}"


def _again(scope: Scope) -> Found:
    return Found(queries.to_ask_again(scope.desk, scope.today), _ask)


def _ask(row: Case) -> Problem:
    day = day_words(row.ended_at.astimezone(VIETNAM).date()) if row.ended_at else "–"
    words = gettext("%(code)s was answered on %(day)s: ask whether it was mended.")
    url = reverse("office:case", args=[row.pk]) + "#steps"
    return Problem(words=words % {"code": row.code, "day": day}, url=url)


# The loop


def _mutual(scope: Scope) -> Found:
    desk = scope.desk
    rows = Case.objects.filter(desk.seen, book__in=desk.books, unit__in=desk.units)
    return Found(mutual(rows), _each_other)


def _each_other(row: Mutual) -> Problem:
    words = gettext(
        "%(code)s: %(verifier)s verified what %(owner)s reported, who verified %(n)s of theirs."
    )
    values = {
        "code": row.case.code,
        "verifier": _holder(row.verifier),
        "owner": _holder(row.owner),
        "n": row.back,
    }
    return Problem(words=words % values, url=reverse("office:follow-item", args=[row.case.pk]))


def _holder(tenure: Any) -> str:
    return f"{tenure.person.name} ({_name(tenure.post.label)})"


# Tallies


def _untold(scope: Scope) -> Found:
    return Found(untold(scope.desk, scope.tenures, scope.today), _not_told)


def _not_told(row: Silent) -> Problem:
    words = gettext(
        "%(sheet)s, %(period)s: %(n)s of %(of)s bodies below %(unit)s have not reported in full."
    )
    days, told = period_words(row.period.text), {"n": str(len(row.bodies)), "of": str(row.of)}
    told |= {"sheet": _name(row.sheet.label), "period": days, "unit": _name(row.unit.label)}
    url = reverse("office:tally-gathered", args=[row.unit.pk, row.sheet.code])
    return Problem(words=words % told, url=f"{url}?period={row.period.text}")


# The calendar


def _hours(scope: Scope) -> Found:
    places = [one for one in scope.desk.units if _place(one, scope)]
    known = set(OpeningHours.objects.filter(unit__in=places).values_list("unit", flat=True))
    return Found([one for one in places if one.pk not in known], _no_hours)


def _place(unit: Any, scope: Scope) -> bool:
    return unit.kind in TERRITORIES and unit.stands(scope.today)


def _no_hours(row: Any) -> Problem:
    words = gettext("Nobody has entered when %(place)s is open: usual hours are counted.")
    url = reverse("office:unit-hours", args=[row.pk]) + "#id_weekdays"
    return Problem(words=words % {"place": _name(row.label)}, url=url)


def _behind(scope: Scope) -> Found:
    """Places where open dates are not as the calendar says, and how many."""
    every = [one for one in scope.desk.units if _place(one, scope)]
    places = [one for one in every if one.parent not in every]  # what lies in one is of it
    counted = ((one, sum(1 for _ in moved_by(one, (), scope.desk.books))) for one in places)
    return Found([(place, n) for place, n in counted if n], _left)


def _left(row: tuple[Any, int]) -> Problem:
    place, n = row
    words = ngettext(
        "At %(place)s %(n)s open date is not as the calendar says.",
        "At %(place)s %(n)s open dates are not as the calendar says.",
        n,
    )
    url = f"{reverse('office:behind')}?place={place.pk}"
    return Problem(words=words % {"place": _name(place.label), "n": n}, url=url)


def _years(scope: Scope) -> Found:
    """Years on which open work rests, or soon will, and whose days off nobody has announced."""
    this = scope.today.year
    soon = scope.today.month >= ANNOUNCED_BY or queries.due_in(scope.desk, this + 1)
    places = [one for one in scope.desk.units if _place(one, scope)][:1]
    calendar, _week = working_time(places[0] if places else None, scope.today)
    told = {row.on.year for row in calendar.notices if row.mark == "stated"}
    asked: Iterable[int] = (this, this + 1) if soon else (this,)
    return Found([y for y in asked if y not in told and not calendar.announced(y)], _estimate)


def _estimate(year: int) -> Problem:
    words = gettext("The days off of %(year)s are an estimate: enter the announcement.")
    return Problem(words=words % {"year": year}, url=reverse("office:announce") + "#id_off")


FOLLOWS = (Permission.FOLLOW_READ,)
CASES, KEEPS = (Permission.CASE_READ,), (Permission.UNIT_KEEP,)
CHECKS = (
    Check("import-missing", gettext_lazy("Yesterday's file was not taken"), CASES,
          Permission.CASE_OPEN, _not_taken),
    Check("import-unfinished", gettext_lazy("Files not taken to their end"), CASES,
          Permission.CASE_OPEN, _unfinished),
    Check("import-cells", gettext_lazy("Cells of a file that could not be read"), CASES,
          Permission.CASE_READ, _refused),
    Check("import-unexplained", gettext_lazy("Differences without an explanation"), CASES,
          Permission.CASE_READ, _unexplained),
    Check("case-without-date", gettext_lazy("Work without a promised date"), CASES,
          Permission.PROCEDURE_KEEP, _without_date),
    Check("case-without-holder", gettext_lazy("Work that nobody answers for today"),
          (Permission.CASE_READ, Permission.ACCOUNT_ASSIGN), Permission.ACCOUNT_ASSIGN, _no_holder),
    Check("post-ended", gettext_lazy("Work of posts and bodies that have ended"),
          (Permission.CASE_READ, Permission.ACCOUNT_ASSIGN), Permission.CASE_MOVE, _ended_posts),
    Check("procedure-unknown", gettext_lazy("Procedures that the book does not know"), CASES,
          Permission.PROCEDURE_KEEP, _unknown),
    Check("procedure-ended", gettext_lazy("Procedures that ended with open work"), CASES,
          Permission.PROCEDURE_KEEP, _ended),
    Check("notice-without-address", gettext_lazy("People who cannot be reached"), CASES,
          Permission.CASE_MOVE, _unreachable),
    Check("mail-failed", gettext_lazy("E-mail that failed five times"), CASES,
          Permission.CASE_MOVE, _mail),
    Check("feedback-ask-again", gettext_lazy("Feedback to be asked again"), CASES,
          Permission.CASE_MOVE, _again),
    Check("verified-mutually", gettext_lazy("Work that people verified for each other"), FOLLOWS,
          Permission.FOLLOW_READ, _mutual),
    Check("tallies-missing", gettext_lazy("Members and training: who has not reported"),
          (Permission.DOCUMENT_READ,), Permission.DOCUMENT_READ, _untold),
    Check("hours-missing", gettext_lazy("Opening hours that nobody entered"), KEEPS,
          Permission.UNIT_KEEP, _hours),
    Check("dates-behind", gettext_lazy("Dates that the calendar left behind"), KEEPS,
          Permission.UNIT_KEEP, _behind),
    Check("year-not-announced", gettext_lazy("Years whose days off are an estimate"), KEEPS,
          Permission.UNIT_KEEP, _years),
)  # fmt: skip

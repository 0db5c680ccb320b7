"""The daily digest by e-mail: what is late, due today and due soon, for whoever asked for it.

A letter leaves the office, so it names codes, kinds and days; words are read after signing in.
"""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage

from wardbook.cases.actions.reminding import reminded
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.cases.queries.reminders import Digest, Part, digest, to_remind
from wardbook.lib.clock import VIETNAM
from wardbook.org.queries import tenures

_HEADS = (
    ("late", "Quá hạn", "Late"),
    ("today", "Đến hạn hôm nay", "Due today"),
    ("soon", "Sắp đến hạn", "Due soon"),
    ("others_late", "Chức vụ khác còn nợ, đã quá hạn", "Late, owed by other posts"),
)
_MOST = 40  # lines of one part; the rest is a number


def send_digests(at: datetime) -> tuple[int, int]:
    """Send each digest once a day; how many went and how many did not.

    The day is taken before it is sent: whoever's server refuses hears of it tomorrow, not twice.
    """
    on = at.astimezone(VIETNAM).date()
    if not settings.EMAIL_HOST or at.astimezone(VIETNAM).hour < 6:
        return 0, 0
    went = failed = 0
    for row in to_remind(on):
        found = digest(tenures(row.person, on), on)
        if not reminded(row, on) or not found.count:
            continue
        try:
            letter(found, row.mail, on).send()
        except (OSError, ValueError):
            failed += 1
        else:
            went += 1
    return went, failed


def letter(found: Digest, mail: str, on: date) -> EmailMessage:
    """The digest of a day, in both languages line by line."""
    parts = []
    for name, vi, en in _HEADS:
        part: Part = getattr(found, name)
        if part.count:
            parts += [f"{vi} / {en}: {part.count}", *map(_line, part.rows[:_MOST]), ""]
    if settings.SITE:
        parts.append(f"{settings.SITE}/office/work/")
    subject = f"Sổ phường {on:%d/%m/%Y}: {found.late.count} quá hạn, {found.today.count} đến hạn"
    return EmailMessage(subject=subject, body="\n".join(parts), to=[mail])


def _line(case: Case) -> str:
    due = case.due_at.astimezone(VIETNAM) if case.due_at else None
    when = f"{due:%d/%m/%Y}" if due else ""
    return f"  {case.code} · {KINDS[case.kind].label.vi} · {when}"

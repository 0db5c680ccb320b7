"""Opening hours of a unit, and days announced after the catalogue was written."""

from collections.abc import Iterable
from datetime import date, datetime

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Notice
from wardbook.lib.clock import VIETNAM
from wardbook.org import rules
from wardbook.org.actions.signing import By, must, refuse, signature
from wardbook.org.actions.units import STATED
from wardbook.org.models import CalendarNotice, OpeningHours, Unit
from wardbook.org.roles import Permission
from wardbook.org.working_time import working_time


@action
def set_hours(
    unit: Unit,
    sessions: str,
    *,
    valid_from: date,
    valid_to: date | None = None,
    source: str,
    book: Book,
    by: By,
    at: datetime,
) -> OpeningHours:
    """The unit, and what stands below it, is open in ``sessions`` from ``valid_from``.

    Hours entered for the same first day are put right; the ledger keeps what they were.
    """
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    refuse(rules.why_not_hours(sessions, valid_from, valid_to, source))
    row, _ = OpeningHours.objects.update_or_create(
        unit=unit,
        valid_from=valid_from,
        defaults={
            "book": book,
            "sessions": sessions.strip(),
            "valid_to": valid_to,
            "source": source.strip(),
            "mark": STATED,
        },
    )
    content: dict[str, object] = {
        "sessions": row.sessions,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
        "source": row.source,
    }
    key = f"unit/{unit.code}"
    record(book, by=signature(by), at=at, verb="open-hours", key=key, content=content)
    return row


@action
def accept_notices(
    unit: Unit, notices: Iterable[Notice], *, book: Book, by: By, at: datetime
) -> list[CalendarNotice]:
    """Take over what was announced, for ``unit`` and everything below it; all days or none."""
    told = list(notices)
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    on = at.astimezone(VIETNAM).date()
    calendar, _ = working_time(unit, on)
    refuse(rules.why_not_notice(told, calendar))
    rows = [
        CalendarNotice(
            unit=unit,
            book=book,
            on=notice.on,
            works=notice.works,
            reason=notice.reason.strip(),
            source=notice.source.strip(),
            mark=STATED,
            added_on=on,
            accepted_by=signature(by),
        )
        for notice in told
    ]
    CalendarNotice.objects.bulk_create(rows)
    content: dict[str, object] = {
        "days": [
            {"on": row.on.isoformat(), "works": row.works, "source": row.source} for row in rows
        ],
        "version": {"from": calendar.version, "to": working_time(unit, on)[0].version},
    }
    key = f"calendar/{unit.code}"
    record(book, by=signature(by), at=at, verb="accept-notice", key=key, content=content)
    return rows

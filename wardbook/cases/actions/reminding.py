"""What somebody asks to be reminded of, and that they were."""

import secrets
from datetime import date, datetime

from wardbook.cases.models.reminding import Reminding
from wardbook.cases.rules.reminding import why_not_mail
from wardbook.ledger.actions import action, record
from wardbook.org.actions.signing import own, refuse
from wardbook.org.models import Person
from wardbook.org.queries import digest


@action
def remind_by_mail(person: Person, mail: str, *, by: str, at: datetime) -> Reminding:
    """Where the digest goes; blank ends it. The address is in no entry."""
    refuse(why_not_mail(mail))
    row, _new = Reminding.objects.get_or_create(person=person)
    row.mail = mail.strip()
    row.save(update_fields=["mail"])
    _record(person, "remind", {"mail": bool(row.mail)}, by=by, at=at)
    return row


@action
def open_calendar(person: Person, *, by: str, at: datetime) -> str:
    """A new secret address for one's own dates; the one before opens nothing any more."""
    token = secrets.token_urlsafe(24)
    row, _new = Reminding.objects.get_or_create(person=person)
    row.digest = digest(token)
    row.save(update_fields=["digest"])
    _record(person, "calendar", {"open": True}, by=by, at=at)
    return token


@action
def close_calendar(person: Person, *, by: str, at: datetime) -> None:
    """The secret address opens nothing from now on."""
    Reminding.objects.filter(person=person).update(digest="")
    _record(person, "calendar", {"open": False}, by=by, at=at)


def reminded(row: Reminding, on: date) -> bool:
    """Take a day's digest, once, whichever run is quicker; whether this one is it."""
    rows = Reminding.objects.filter(pk=row.pk).exclude(last_on__gte=on)
    return bool(rows.update(last_on=on))


def _record(
    person: Person, verb: str, content: dict[str, object], *, by: str, at: datetime
) -> None:
    record(person.book, by=by, at=at, verb=verb, key=own(person), content=content)

"""Bringing procedures into a book, version by version, and publishing each."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from wardbook.cases.catalogue import ProcedureRow, notice_code
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries.procedures import Change, notice_body, plan, public_body, versions
from wardbook.cases.rules import procedures as rules
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.lib.refusal import Refused
from wardbook.org.actions.signing import By, refuse, signature
from wardbook.org.models import Tenure

CHUNK = 200  # rows that are written together, with one entry of their own
MERGED = ("code", "name", "name_en", "field", "field_vi", "field_en", "level", "agency", "limit",
          "limit_note", "fee", "parts", "on_the_spot", "same_day", "result", "legal_basis",
          "form_note")  # fmt: skip


def load_in_chunks(
    rows: Sequence[ProcedureRow],
    *,
    book: Book,
    on: date | None,
    origin: str,
    by: By,
    at: datetime,
) -> int:
    """Load ``rows`` chunk by chunk; answers how many versions were written.

    A run that was cut short is finished by the next one: what stands is unchanged then.
    """
    changes = plan(book, rows).to_write
    for start in range(0, len(changes), CHUNK):
        chunk = [change.row for change in changes[start : start + CHUNK]]
        load_procedures(chunk, book=book, on=on, origin=origin, by=by, at=at)
    return len(changes)


@action
def load_procedures(
    rows: Sequence[ProcedureRow],
    *,
    book: Book,
    on: date | None,
    origin: str,
    by: By,
    at: datetime,
) -> list[Procedure]:
    """What is new and what differs becomes a version, from its own first day or from ``on``.

    A first version whose source names no day is in force since before anything we know. ``origin``
    names the list: a file, or the catalogue.
    """
    _refuse_other(by, book, at)
    found = plan(book, rows)
    if not found.to_write:
        refuse(rules.NOTHING_NEW)
    written = [_write(change, book, on) for change in found.to_write]
    said: dict[str, object] = {
        "origin": origin,
        "new": [change.row.key for change in found.new],
        "changed": [[row.key, row.version] for row in written if row.version > 1],
        "from": on.isoformat() if on else None,
    }
    record(book, by=signature(by), at=at, verb="load", key="procedures/list", content=said)
    _publish(book, written, by=by, at=at)
    return written


@action
def end_procedure(
    procedure: Procedure, on: date, reason: str, *, by: By, at: datetime
) -> Procedure:
    """From ``on`` the procedure is in force no longer, as the decision in ``reason`` says."""
    rows = Procedure.objects.select_related("book")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=procedure.pk)
    _refuse_other(by, row.book, at)
    refuse(rules.why_not_end(row, on, reason))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    said: dict[str, object] = {"key": row.key, "on": on.isoformat(), "reason": reason.strip()}
    key = f"procedures/{row.key}"
    record(row.book, by=signature(by), at=at, verb="end", key=key, content=said)
    _publish_bodies(row.book, [row.key], verb="end", reason=reason.strip(), by=by, at=at)
    return row


def _refuse_other(by: By, book: Book, at: datetime) -> None:
    if isinstance(by, Tenure):
        refuse(rules.keeping(by, book, timezone.localdate(at)))


def _write(change: Change, book: Book, on: date | None) -> Procedure:
    before, row = change.before, change.row
    start = row.valid_from or (on if before else None)
    refuse(rules.why_not_version(before, start))
    if before and before.valid_to is None:
        before.valid_to = start
        before.save(update_fields=["valid_to"])
    made = Procedure(
        book=book,
        key=before.key if before else row.key,
        version=before.version + 1 if before else 1,
        valid_from=start,
        source=row.source,
        mark=row.mark,
        **_merged(change),
    )
    made.notice = notice_code(book.code, made.key, made.version)
    made.folded = made.search_words
    try:
        made.save()
    except IntegrityError as error:  # somebody else loaded the same meanwhile
        raise Refused(rules.LOADED_MEANWHILE) from error
    return made


def _merged(change: Change) -> dict[str, Any]:
    """What the row says over what stood; a limit takes the place of one, with its note, or of "at
    once", and the other way round."""
    said, before = change.row.said, change.before
    kept = {name: getattr(before, name) for name in MERGED} if before else {"level": "commune"}
    if "limit" in change.names:
        kept |= {"limit_note": "", "on_the_spot": False, "same_day": False}
    elif {"on_the_spot", "same_day"} & set(change.names) and "limit" not in said:
        kept["limit"] = ""
    return kept | {name: said[name] for name in MERGED if name in said}


def _publish(book: Book, written: Sequence[Procedure], *, by: By, at: datetime) -> None:
    for row in written:
        record(
            book,
            audience=Audience.PUBLIC,
            by=signature(by),
            at=at,
            verb="publish",
            key=f"notice/{row.notice}",
            content=notice_body(row),
        )
    _publish_bodies(book, [row.key for row in written], verb="publish", by=by, at=at)


def _publish_bodies(
    book: Book, keys: Iterable[str], *, verb: str, reason: str = "", by: By, at: datetime
) -> None:
    for key, rows in versions(book, keys).items():
        record(
            book,
            audience=Audience.PUBLIC,
            by=signature(by),
            at=at,
            verb=verb,
            key=f"procedure/{key}",
            content=public_body(rows, reason=reason),
        )

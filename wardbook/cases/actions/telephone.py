"""The telephone of a body, said anew to everybody whose open work it keeps."""

from datetime import datetime

from wardbook.cases import faces
from wardbook.cases.kinds import OPEN
from wardbook.cases.models import Case
from wardbook.ledger import holder
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.org import actions as org
from wardbook.org.actions.signing import By, signature
from wardbook.org.models import Unit
from wardbook.org.queries import bodies


@action
def set_phone(unit: Unit, phone: str, *, book: Book, by: By, at: datetime) -> Unit:
    """:func:`org.actions.set_phone` of a body that may keep work: its holders read it at once.

    So do those of bodies below that have no number of their own. Raises :class:`Refused`.
    """
    held = org.set_phone(unit, phone, book=book, by=by, at=at)
    numbers = {one.pk: one.telephone for one in (held, *(below for _, below in bodies(held)))}
    rows = Case.objects.filter(book=book, unit__in=numbers, state__in=OPEN).exclude(word="")
    # Held before what was said last is read, so that no step says more in between.
    for case in rows.select_for_update().order_by("pk"):
        _tell(case, numbers[case.unit_id], book=book, by=by, at=at)
    return held


def _tell(case: Case, number: str, *, book: Book, by: By, at: datetime) -> None:
    """What stands of the case, with another number to call; what was erased stays erased."""
    said = holder.said(holder.digest(case.word))
    if said is None or said.data.get("phone", "") == number:
        return
    record(book, audience=Audience.HOLDER, by=signature(by), at=at, verb="telephone",
           key=faces.holder_key(case.word), content=said.data | {"phone": number})  # fmt: skip

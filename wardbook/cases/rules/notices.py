"""Who may say that a person was told."""

from datetime import datetime

from wardbook.cases.models.case import Notice
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act


def why_not_tell(notice: Notice, *, by: Tenure | str, at: datetime) -> Refusal | None:
    """NTC-01. A person is told once, by who may take steps on their case, or by e-mail."""
    case = notice.case
    if isinstance(by, Tenure):
        on = at.astimezone(VIETNAM).date()
        refusal = why_not_act(by, Permission.CASE_MOVE, book=case.book, unit=case.unit, on=on)
        if refusal:
            return refusal
    if notice.sent_at is None:
        return None
    return Refusal("NTC-01", "Somebody told them already.")


def why_not_miss(why: str) -> Refusal | None:
    """NTC-02. Who was not reached stays on the list, with why."""
    return None if why.strip() else Refusal("NTC-02", "Say why they were not reached.")

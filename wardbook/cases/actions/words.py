"""Look-up words for work that has none, and telling its holders what another system said."""

from collections.abc import Sequence
from datetime import datetime

from wardbook.cases import faces
from wardbook.cases.actions.codes import new_word
from wardbook.cases.models import Case
from wardbook.cases.rules import sending as rules
from wardbook.cases.rules.taking import Clock
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience
from wardbook.lib.clock import VIETNAM
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act
from wardbook.org.working_time import working_time


@action
def give_word(case: Case, *, by: Tenure, at: datetime) -> Case:
    """A look-up word for a case that has none, as those that another system keeps.

    Raises :class:`Refused`.
    """
    rows = Case.objects.select_related("book", "unit", "post", "procedure")
    held, on = rows.select_for_update(of=("self",)).get(pk=case.pk), at.astimezone(VIETNAM).date()
    refuse(why_not_act(by, Permission.CASE_MOVE, book=held.book, unit=held.unit, on=on))
    refuse(rules.why_not_give(held))
    held.word = new_word()
    held.save(update_fields=["word"])
    said: dict[str, object] = {"code": held.code}
    record(held.book, by=by.post.code, at=at, verb="give-word", key=held.key, content=said)
    _tell(held, "give-word", by=by, at=at)
    return held


@action
def tell_holders(cases: Sequence[Case], *, by: Tenure, at: datetime) -> None:
    """Say what stands now of work that was changed by what another system told, to whom it belongs.

    At least one of ``cases``; all of them have a word.
    """
    for case in cases:
        _tell(case, "hear", by=by, at=at)


def _tell(case: Case, verb: str, *, by: Tenure, at: datetime) -> None:
    clock = Clock(*working_time(case.unit, at.astimezone(VIETNAM).date()))
    record(
        case.book,
        audience=Audience.HOLDER,
        by=by.post.code,
        at=at,
        verb=verb,
        key=faces.holder_key(case.word),
        content=faces.holder(case, list(case.moves.all()), clock),
    )

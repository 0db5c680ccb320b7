"""Changing how somebody is reached about their work."""

from datetime import datetime

from wardbook.cases.actions.notices import AT_THE_COUNTER, let_go
from wardbook.cases.models.case import Case, Notice
from wardbook.cases.queries.cases import found_by
from wardbook.cases.rules import reaching as rules
from wardbook.cases.rules.reaching import Reach
from wardbook.ledger.actions import action, record
from wardbook.lib.clock import VIETNAM
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act


@action
def set_reach(case: Case, told: Reach, *, seen: str, by: Tenure, at: datetime) -> Case:
    """``told`` in place of what stands, whose digest is ``seen``.

    What waits to be told goes by the new channel; who chooses none hears it at the counter. The
    ledger says which of them changed and never what they are. Raises :class:`Refused`.
    """
    rows = Case.objects.select_related("book", "unit", "procedure")
    row, on = rows.select_for_update(of=("self",)).get(pk=case.pk), at.astimezone(VIETNAM).date()
    refuse(why_not_act(by, Permission.CASE_MOVE, book=row.book, unit=row.unit, on=on))
    refuse(rules.why_not_change(row, told, seen))
    values, stood = {name: told.values[name] for name in rules.known(row)}, row.fields
    changed = [name for name, value in values.items() if value != stood.get(name, "")]
    kept = {name: value for name, value in stood.items() if name not in values}
    row.fields = kept | {name: value for name, value in values.items() if value}
    row.folded, row.folded_name = found_by(row)
    row.save(update_fields=["fields", "folded", "folded_name"])
    if told.notice in ("", AT_THE_COUNTER):
        let_go(row)
    else:
        Notice.objects.filter(case=row, sent_at=None).update(channel=told.notice)
    said: dict[str, object] = {"code": row.code, "changed": changed}
    record(row.book, by=by.post.code, at=at, verb="reach", key=row.key, content=said)
    return row

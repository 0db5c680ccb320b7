"""Working state of the counter: what is typed and not yet opened.

None of it is an act, so none of it is in the ledger; what is opened goes through ``counter``.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wardbook.cases.models.draft import IntakeDraft
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Person

KEPT = timedelta(days=30)
_LONGEST = 4000  # characters kept of one field
_MOST = 60  # drafts of one person: the oldest go

OPENED = Refusal("CTR-08", "This was opened already, or given up: look at the newest dossiers.")


def drafts_of(person: Person, at: datetime) -> QuerySet[IntakeDraft]:
    """What ``person`` has begun and not opened, the latest first."""
    return IntakeDraft.objects.filter(person=person, saved_at__gt=at - KEPT).order_by("-saved_at")


def keep_draft(
    number: int | None, typed: Mapping[str, list[str]], *, by: Person, at: datetime
) -> IntakeDraft:
    """Keep what ``by`` has typed so far, in place of what they had typed before."""
    # PostgreSQL keeps no NUL in JSON.
    kept = {
        name: [words.replace("\0", "")[:_LONGEST] for words in said] for name, said in typed.items()
    }
    known = IntakeDraft.objects.filter(pk=number, person=by).first() if number else None
    draft = known or IntakeDraft(person=by)
    draft.typed, draft.saved_at = kept, at
    draft.save()
    if known is None:
        _forget(by, at)
    return draft


def _forget(person: Person, at: datetime) -> None:
    mine = IntakeDraft.objects.filter(person=person)
    newest = mine.order_by("-saved_at").values_list("pk", flat=True)[:_MOST]
    mine.exclude(pk__in=list(newest)).delete()
    mine.filter(saved_at__lte=at - KEPT).delete()


def drop_draft(number: int, *, by: Person) -> bool:
    """Forget a draft of ``by``; whether there was one."""
    return bool(IntakeDraft.objects.filter(pk=number, person=by).delete()[0])


def use_draft(number: int, *, by: Person) -> None:
    """CTR-08. What was typed is opened once; raises :class:`Refused` the second time."""
    if not drop_draft(number, by=by):
        raise Refused(OPENED)

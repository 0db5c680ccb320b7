"""Working state of the desk: what is typed and not decided, and who has a paper open.

None of it is an act, so none of it is in the ledger; what is decided goes through ``actions``.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from wardbook.documents.models import Claim, Document, Draft, Presence
from wardbook.org.models import Person, Tenure

HERE = timedelta(minutes=1)  # whoever was seen within it has the paper open
_LONGEST = 1000  # characters kept of one field


def keep_draft(
    claim: Claim, typed: Mapping[str, str], *, version: int, by: Person, at: datetime
) -> Draft:
    """Keep what ``by`` has typed so far, in place of what they had typed before."""
    # PostgreSQL keeps no NUL in JSON.
    kept = {name: words.replace("\0", "")[:_LONGEST] for name, words in typed.items()}
    draft, _ = Draft.objects.update_or_create(
        claim=claim,
        person=by,
        defaults={"typed": kept, "version": version, "saved_at": at},
    )
    return draft


def drop_draft(claim: Claim, *, by: Person) -> None:
    """Forget what ``by`` had typed: they decided, or gave it up."""
    Draft.objects.filter(claim=claim, person=by).delete()


def drafts_of(claims: Iterable[Claim], person: Person) -> dict[int, Draft]:
    """claim → what ``person`` has typed and not decided, of claims that wait for a decision."""
    waiting = [claim.pk for claim in claims if claim.outcome == "unfiled"]
    return {row.claim_id: row for row in Draft.objects.filter(claim__in=waiting, person=person)}


def unfinished(documents: Iterable[Document], person: Person) -> dict[int, int]:
    """document → how many of its claims ``person`` has begun and not decided."""
    rows = Draft.objects.filter(
        person=person, claim__document__in=list(documents), claim__outcome="unfiled"
    )
    counts = rows.values_list("claim__document").annotate(n=Count("pk")).order_by()
    return dict(counts)


def note_presence(document: Document, *, by: Tenure, at: datetime) -> None:
    """``by`` has the paper open now; who left it an hour ago is forgotten."""
    Presence.objects.filter(document=document, seen_at__lt=at - timedelta(hours=1)).delete()
    Presence.objects.update_or_create(document=document, tenure=by, defaults={"seen_at": at})


def others(document: Document, *, than: Person, at: datetime) -> QuerySet[Presence]:
    """Who else has the paper open, the latest first."""
    rows = Presence.objects.filter(document=document, seen_at__gt=at - HERE)
    rows = rows.exclude(tenure__person=than).select_related("tenure__person", "tenure__post")
    return rows.order_by("-seen_at", "pk")

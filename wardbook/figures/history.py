"""What happened to one result, as the ledger tells it: who did what, when and why."""

from dataclasses import dataclass

from wardbook.figures.models import Result
from wardbook.ledger.models import Audience, Body
from wardbook.org.models import Post


@dataclass(frozen=True, slots=True)
class Step:
    """One entry: what was done (``verb``), said (``value``) and why, by a post's title or code."""

    seq: int
    at: str
    verb: str
    by: dict[str, str]
    value: str | None
    reason: str
    public: bool
    chain_hash: str


def of(result: Result) -> list[Step]:
    """Every entry about ``result`` and every public one of its figure, oldest first."""
    keys = [f"result/{result.pk}", result.key]
    bodies = list(
        Body.objects.filter(entry__book=result.book, key__in=keys)
        .select_related("entry")
        .order_by("entry__seq")
    )
    posts = {post.code: post.label for post in Post.objects.filter(code__in={b.by for b in bodies})}
    return [_step(body, posts) for body in bodies]


def _step(body: Body, posts: dict[str, dict[str, str]]) -> Step:
    data = body.parsed or {}
    return Step(
        seq=body.entry.seq,
        at=body.at,
        verb=body.verb,
        by=posts.get(body.by, {"vi": body.by, "en": body.by}),
        value=data.get("value"),
        reason=str(data.get("reason") or ""),
        public=body.entry.audience == Audience.PUBLIC,
        chain_hash=body.entry.chain_hash,
    )

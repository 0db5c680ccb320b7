"""What a feed says: entries of the ledger in the words of a language."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from wardbook.ledger.models import ERASE, Body
from wardbook.portal.atom import Feed, News
from wardbook.web.templatetags.wardbook import period, quantity

A_PAGE = 50


def feed(name: str, title: str, bodies: Sequence[Body], *, language: str, here: str, page: str,
         opened_at: str) -> Feed:  # fmt: skip
    """The newest entries of ``bodies`` (given :data:`A_PAGE` and one more, if there are older)."""
    shown = bodies[:A_PAGE]
    older = f"{here}?before={shown[-1].entry.seq}" if len(bodies) > A_PAGE else None
    updated = shown[0].at if shown else opened_at
    news = [_news(body, language) for body in shown]
    return Feed(f"feed:{name}", title, language, updated, here, page, older, news)


def _news(body: Body, language: str) -> News:
    data, book = body.data, body.entry.book.code
    by = data.get("released_by") or data.get("by")
    before = data.get("before") if body.verb != ERASE else data.get("seq")
    return News(
        chain_hash=body.entry.chain_hash,
        title=_title(body, data, language),
        at=body.at,
        author=by[language] if by else book,
        address=_address(body, book),
        summary=_summary(data),
        category=body.verb,
        earlier=reverse("portal:entry", args=[book, before]) if before else None,
    )


def _title(body: Body, data: dict[str, Any], language: str) -> str:
    said = {
        "correct": gettext("Corrected"),
        "withdraw": gettext("Withdrawn"),
        ERASE: gettext("Erased by law"),
    }.get(body.verb, "")
    if body.key.startswith("release/") or body.verb == ERASE:
        return str(data["label"][language]) if body.verb != ERASE else f"{said}: {body.key}"
    about = [data["label"][language], data["unit"]["label"][language], period(data["period"])]
    words = ", ".join(part for part in about if part)
    return f"{said}: {words}" if said else words


def _summary(data: dict[str, Any]) -> str:
    if "figures" in data:
        return gettext("Figures made public: %(count)s.") % {"count": len(data["figures"])}
    if data.get("value") is None:
        return str(data.get("reason") or "")
    value = quantity(data["value"], data["measure"], data["bound"], data["value_max"])
    reason = data.get("reason")
    return f"{value}. {gettext('Why:')} {reason}" if reason else value


def _address(body: Body, book: str) -> str:
    if body.key.startswith("figure/"):
        return f"{reverse('portal:figure', args=body.key.split('/')[1:])}#entry-{body.entry.seq}"
    if body.verb == ERASE:
        return reverse("portal:entry", args=[book, body.entry.seq])
    return reverse("portal:release", args=[book, body.entry.seq])

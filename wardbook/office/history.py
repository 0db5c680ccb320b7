"""What the ledger says of an account, a post or a body, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from wardbook.ledger.models import Body, Book
from wardbook.lib.hours import Hours
from wardbook.org import queries
from wardbook.org.causes import label
from wardbook.org.models import Person, Post
from wardbook.web.deadlines import hours_words
from wardbook.web.templatetags.wardbook import day

SENTENCES = {
    "account/open": gettext_lazy("Account opened for %(name)s"),
    "account/rename": gettext_lazy("Name changed from “%(old)s” to “%(new)s”"),
    "account/invite": gettext_lazy("One-time link made; the password before it ended"),
    "account/accept": gettext_lazy("Password chosen by the link"),
    "account/change-password": gettext_lazy("Password changed by the person"),
    "account/disable": gettext_lazy("Disabled; every sign-in ended"),
    "account/enable": gettext_lazy("Enabled"),
    "post/open": gettext_lazy("Post opened from %(start)s"),
    "post/rename": gettext_lazy("Title changed from “%(old)s” to “%(new)s”"),
    "post/close": gettext_lazy("Post closed; last day %(last)s"),
    "post/hold": gettext_lazy("Given to %(name)s from %(start)s"),
    "post/acting": gettext_lazy("Given to %(name)s, acting, from %(start)s"),
    "post/leave": gettext_lazy("Last day of %(name)s: %(last)s"),
    "unit/add": gettext_lazy("Added from %(start)s by: %(source)s"),
    "unit/rename": gettext_lazy("Called “%(new)s” instead of “%(old)s” from %(on)s by: %(source)s"),
    "unit/open-hours": gettext_lazy("Open %(sessions)s from %(start)s by: %(source)s"),
    "unit/telephone": gettext_lazy("Telephone: %(phone)s"),
    "unit/charge": gettext_lazy("“%(post)s” answers for it from %(start)s by: %(source)s"),
    "unit/discharge": gettext_lazy("“%(post)s” no longer answers for it; last day %(last)s"),
    "unit/close": gettext_lazy("Closed; last day %(last)s, by: %(source)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: when it was recorded, what, and by whom."""

    at: str
    sentence: str
    by: str


def lines(book: Book, key: str) -> list[Line]:
    """The history of what stands under ``key``, newest first; erased bodies are not there."""
    bodies = list(queries.said_of(book, key))
    names, titles = _names(bodies), _titles(bodies)
    return [Line(body.at, _sentence(body, names), titles.get(body.by, body.by)) for body in bodies]


def _sentence(body: Body, names: dict[Any, str]) -> str:
    data = body.data
    verb = "acting" if data.get("acting") else body.verb
    sentence = SENTENCES.get(f"{body.key.partition('/')[0]}/{verb}")
    if sentence is None:
        return body.verb
    cause = label(data["cause"])[get_language() or "vi"] if "cause" in data else ""
    told = ", ".join(filter(None, (cause, data.get("paper", ""))))
    return str(sentence) % _values(data, names) + (f" ({told})" if told else "")


def _values(data: dict[str, Any], names: dict[Any, str]) -> dict[str, str]:
    """What the sentences name; a last day is the one before ``end_on``."""
    language = get_language() or "vi"
    end = data.get("end_on")
    return {
        "name": names.get(data.get("account", 0), data.get("name", "")),
        "old": _label(data.get("from", ""), language),
        "new": _label(data.get("to", ""), language),
        "start": day(data.get("start_on") or data.get("valid_from")),
        "sessions": hours_words(Hours.parse(data["sessions"])) if "sessions" in data else "",
        "on": day(data.get("on")),
        "last": day(date.fromisoformat(end) - timedelta(days=1)) if end else "",
        "source": data.get("source", ""),
        "phone": data.get("phone") or "–",
        "post": names.get(data.get("post", ""), ""),
    }


def _label(name: Any, language: str) -> str:
    """A name, or the one of two languages."""
    return str(name.get(language, "") if isinstance(name, dict) else name)


def _names(bodies: list[Body]) -> dict[Any, str]:
    """People by the number of their account, and posts by their code."""
    numbers = [body.data["account"] for body in bodies if "account" in body.data]
    people = Person.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {**dict(people), **_labels(body.data["post"] for body in bodies if "post" in body.data)}


def _titles(bodies: list[Body]) -> dict[str, str]:
    """Who did it, in words: the title of a post, the person themselves, or the program."""
    doers = {body.by for body in bodies}
    titles = _labels(doers)
    for doer in doers:
        if doer.startswith("account/"):
            titles[doer] = gettext("the person themselves")
        elif doer.startswith("system/"):
            titles[doer] = gettext("whoever runs the machine")
    return titles


def _labels(codes: Iterable[str]) -> dict[Any, str]:
    """The titles of posts by their code."""
    language, rows = get_language() or "vi", Post.objects.filter(code__in=set(codes))
    return {post.code: post.label[language] for post in rows}

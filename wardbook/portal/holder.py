"""One's own work: where it is, when it is promised and why then, what to do, what happened.

Opened by the word that was printed for its holder, or by the code together with the word.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hmac import compare_digest
from string import ascii_letters
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.ledger.holder import digest
from wardbook.ledger.models import Body
from wardbook.portal.personal import TO_KEEP, Keep, personal, said_of, unknown, written

Content = dict[str, Any]

ANSWERS = ("answer", "transfer", "reject", "refuse")  # steps that end the work with words


@personal("holder")
@require_safe
def own(request: HttpRequest, word: str, form: str = "html") -> HttpResponse:
    """The page behind the printed word, and its twin."""
    name = "portal:own" if form == "html" else "portal:own-json"
    if written(word) != word:
        return redirect(name, written(word))
    body, now = said_of(word), timezone.now()
    if body is None:
        return unknown(request)
    said = content(body, now)
    if form == "json":
        return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    request.META[TO_KEEP] = Keep(
        digest(word), get_language() or "vi", body.pk, body.entry.book_id, _until(said, now)
    )
    return render(request, "portal/own.html", {"body": said, "word": word})


@personal("holder")
@require_safe
def slip(request: HttpRequest, word: str) -> HttpResponse:
    """Code and word large, the QR of the page, what happens next and when: to be printed."""
    body = said_of(word)
    if body is None:
        return unknown(request)
    path = reverse("portal:own", args=[written(word)])
    address = f"{settings.SITE}{path}" if settings.SITE else request.build_absolute_uri(path)
    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, border=4)
    page = {"body": content(body, timezone.now()), "word": written(word), "address": address}
    return render(request, "portal/slip.html", page | {"qr": mark_safe(drawn)})  # noqa: S308 - drawn by segno


class LookUp(forms.Form):
    """The two things that stand on the slip."""

    code = forms.CharField(label=_("Code of the dossier or feedback"), max_length=80)
    word = forms.CharField(
        label=_("Look-up word"),
        max_length=40,
        help_text=_("Twelve letters and digits in three groups, like k7mq-2xwa-tp9d."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}
            field.widget.attrs |= {"spellcheck": "false", "class": "govuk-input--width-20"}


@personal("holder")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Code and word lead to the page; whichever of them is wrong, the answer is the same."""
    form = LookUp(request.POST or None)
    if request.method == "POST" and form.is_valid():
        word = written(form.cleaned_data["word"])
        if _opens(said_of(word), form.cleaned_data["code"]):
            answer = redirect("portal:own", word)
            answer.status_code = 303
            return answer
        form.add_error(None, _("Nothing fits this code and this word together: look at the slip."))
    status = 404 if form.errors else 200
    return render(request, "portal/look_up.html", {"form": form, "body": {}}, status=status)


def _opens(body: Body | None, typed: str) -> bool:
    code = str(body.data.get("code", "")) if body else ""
    same = compare_digest(_plain(typed), _plain(code))
    return same and body is not None


def _plain(code: str) -> bytes:
    return "".join(sign for sign in code.upper() if sign.isalnum()).encode(errors="replace")


def content(body: Body, now: datetime) -> Content:
    """What the ledger says, its days written out, and what follows from the day it is read on."""
    said = body.data
    why = said.get("why") or {}
    ask_again = said["ask_again"] or ""
    return said | {
        "why": {name: _with_days(one) for name, one in why.items()},
        "asks_again": "" < ask_again <= timezone.localdate(now).isoformat(),
        "overdue": _overdue(said, now),
        "answer": next(
            (one for one in reversed(said["history"]) if one.get("step") in ANSWERS), None
        ),
        "last_at": body.at,
    }


def _overdue(said: Content, now: datetime) -> bool:
    """Whether a promise is broken; while its holder is waited for none runs."""
    runs = said["open"] and said["waits_on"] != "citizen" and said["due"]
    return bool(runs) and datetime.fromisoformat(said["due"]) < now


def _with_days(one: Content | None) -> Content | None:
    if not one or not one.get("days"):
        return one
    sources: dict[tuple[str, str], list[Content]] = {}
    for ground in one["grounds"]:
        if ground["source"]:
            sources.setdefault((ground["source"], ground["mark"]), []).append(ground["label"])
    told = [{"source": s, "mark": mark, "labels": of} for (s, mark), of in sources.items()]
    return one | {"days": list(_days(one)), "sources": told}


def _days(one: Content) -> Iterator[Content]:
    """A letter a day becomes the day, its number among those counted, and the ground."""
    start, number, minutes = date.fromisoformat(one["first_day"]), 0, one.get("minutes", [])
    for at, letter in enumerate(one["days"]):
        ground = one["grounds"][ascii_letters.index(letter)]
        number += ground["counted"]
        yield {
            "on": (start + timedelta(days=at)).isoformat(),
            "number": number if ground["counted"] else None,
            "minutes": minutes[at] if minutes else None,
            **ground,
        }


def _until(said: Content, now: datetime) -> int:
    """When the page says something else though nobody did anything; 0: never."""
    moments = []
    due = datetime.fromisoformat(said["due"]) if said["open"] and said["due"] else now
    if due > now:
        moments.append(due)
    if said["ask_again"] and not said["asks_again"]:
        day = date.fromisoformat(said["ask_again"])
        moments.append(datetime.combine(day, time(), timezone.get_current_timezone()))
    return int(min(moments).timestamp()) if moments else 0

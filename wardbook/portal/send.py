"""What a visitor may send: a rating, whether it was mended, and feedback.

The one module of the public site that asks the book to do something, through ``cases.intake``.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.cases import intake
from wardbook.lib.refusal import Refusal, Refused
from wardbook.portal.feedback import alike
from wardbook.portal.holder import content
from wardbook.portal.personal import personal, said_of, unknown
from wardbook.portal.send_forms import Again, Rate, Say, Typed, step_form
from wardbook.web.pace import limited

Content = dict[str, Any]
_read_and_send = require_http_methods(["GET", "HEAD", "POST"])


@personal("holder")
@_read_and_send
def rate(request: HttpRequest, word: str) -> HttpResponse:
    """One to five and at most three reasons, once a case; nobody is named."""
    body = said_of(word)
    if body is None:
        return unknown(request)
    form = Rate(request.POST or None)
    if request.method == "POST" and form.is_valid():
        score, reasons = int(form.cleaned_data["score"]), form.cleaned_data["reasons"]
        if _done(form, lambda: intake.rate(word, score, reasons, at=timezone.now())):
            return render(request, "portal/rated.html", {"body": {}, "word": word})
    return render(request, "portal/rate.html", {"body": body.data, "word": word, "form": form})


@personal("holder")
@_read_and_send
def asked_again(request: HttpRequest, word: str) -> HttpResponse:
    """Four weeks after the answer: was it mended?"""
    body = said_of(word)
    if body is None:
        return unknown(request)
    form = Again(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if _done(form, lambda: intake.answer_again(word, answer, at=timezone.now())):
            return _seen(redirect("portal:own", word))
    said = content(body, timezone.now())
    return render(request, "portal/asked_again.html", {"body": said, "word": word, "form": form})


@personal("say")
@_read_and_send
def say(request: HttpRequest) -> HttpResponseBase:
    """Feedback, one thing a page; what was typed travels along, and nothing is kept before it is
    sent."""
    places = intake.places(timezone.localdate())
    if not places:
        return render(request, "portal/say_closed.html", {"body": {}})
    typed = Typed.of(request.POST, places)
    if request.method != "POST" or typed.change:
        return _asked(request, typed, typed.change or typed.first, places)
    if typed.step == "check":
        return _send(request, typed, places)
    form = step_form(typed.step, typed.given, places)
    if refusal := _refused(typed, form):
        return _not_here(request, refusal)
    if not form.is_valid():
        return _asked(request, typed, typed.step, places, form)
    return _asked(request, typed, typed.following, places)


def _refused(typed: Typed, form: Say) -> Refusal | None:
    """What is not taken here at all; words that are too short or too long are said at the field."""
    given = typed.given
    if typed.step == "sort" and given["sort"] in intake.ELSEWHERE:
        return intake.why_not_send(_sent(typed))
    if typed.step != "words" or not form.is_valid():
        return None
    if refusal := intake.why_not_say(given["words"]):
        form.add_error("words", refusal.text(gettext))
        return None
    return intake.why_not_send(_sent(typed))


def _asked(
    request: HttpRequest,
    typed: Typed,
    step: str,
    places: Content,
    form: Say | None = None,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page of one step; after the last, everything to be looked at again."""
    page = {"body": {}, "typed": typed, "step": step, "carried": typed.carried(step)}
    if step == "check":
        page["told"] = typed.told(places)
        page["refusal"] = refusal
        page["alike"] = alike(typed.given["words"], places[typed.given["place"]]["vi"])
        return render(request, "portal/say_check.html", page)
    page["form"] = form or step_form(step, typed.given if typed.answered(step) else None, places)
    return render(request, "portal/say_step.html", page)


@limited("send")
def _send(request: HttpRequest, typed: Typed, places: Content) -> HttpResponse:
    for step in typed.steps:  # whoever makes up a form is led back to what is wrong in it
        form = step_form(step, typed.given, places)
        if not form.is_valid():
            return _asked(request, typed, step, places, form)
    if typed.given["website"]:  # no person sees that field
        return _asked(request, typed, typed.first, places)
    try:
        receipt = intake.send_feedback(_sent(typed), at=timezone.now())
    except Refused as refused:
        if refused.refusal.passing:  # nothing is wrong with it: the same may be sent again
            return _asked(request, typed, "check", places, refusal=refused.refusal)
        return _not_here(request, refused.refusal)
    return _seen(redirect("portal:slip", receipt.word))


def _sent(typed: Typed) -> intake.Sent:
    given = typed.given
    return intake.Sent(
        unit=given["place"],
        sort=given["sort"],
        words=given["words"],
        where=given["where"],
        name=given["name"],
        phone=given["phone"],
        email=given["email"],
        form=given["form"],
    )


def _not_here(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "portal/say_elsewhere.html", {"body": {}, "refusal": refusal})


def _done(form: Any, act: Callable[[], None]) -> bool:
    """Whether it was done; if not, the form says why not."""
    try:
        act()
    except Refused as refused:
        form.add_error(None, refused.refusal.text(gettext))
        return False
    return True


def _seen(answer: HttpResponse) -> HttpResponse:
    """After a form the browser reads the next page; going back sends nothing twice."""
    answer.status_code = 303
    return answer

"""The smallest Django site that does the counter's five calls: one row, one row of history.

No sign-in, no rules, no ledger, no form: what is left is the web server, Django, and the same
database with the same durability. ``gunicorn bench.floor``, with ``FLOOR_DATABASE``.

With ``FLOOR_FORMS`` it does what any site does whose users have a browser: the forms are checked
by Django's forms, foreign forms are refused, a form leads to another page, and the page is a
template. Sign-in, rules and ledger it has no more than before.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

import django
from django.conf import settings

FORMS = bool(os.environ.get("FLOOR_FORMS"))
PAGE = """<!doctype html><title>{{ row.code }}</title><h1>{{ row.state }}</h1>
<ul>{% for one in row.history_set.all %}<li>{{ one.at|date:"d/m/Y" }} {{ one.state }}</li>
{% endfor %}</ul>"""
LOADER = ("django.template.loaders.locmem.Loader", {"row.html": PAGE})

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": json.loads(os.environ["FLOOR_DATABASE"])},
    INSTALLED_APPS=[],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    if FORMS
    else [],
    ROOT_URLCONF=__name__,
    SECRET_KEY="floor",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [LOADER])]},
        }
    ],
    USE_TZ=True,
)
django.setup()

from django import forms
from django.core.exceptions import BadRequest
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone


class Row(models.Model):
    code = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label = "floor"


class History(models.Model):
    row = models.ForeignKey(Row, on_delete=models.PROTECT)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label = "floor"


class NewRow(forms.Form):
    code = forms.CharField(max_length=80)
    name = forms.CharField(max_length=200)


class NewState(forms.Form):
    state = forms.ChoiceField(choices=[("in_hand", "In hand"), ("resolved", "Resolved")])


def told(form: type[forms.Form], request: HttpRequest) -> Mapping[str, Any]:
    """What was sent, as it came or through its form."""
    if not FORMS:
        return request.POST
    bound = form(request.POST)
    if not bound.is_valid():
        raise BadRequest
    return bound.cleaned_data


def done(row: Row, status: int) -> HttpResponse:
    if FORMS:
        return redirect("show", row.pk)
    return HttpResponse(str(row.pk), status=status)


def receive(request: HttpRequest) -> HttpResponse:
    said = told(NewRow, request)
    with transaction.atomic():
        at = timezone.now()
        row = Row.objects.create(code=said["code"], name=said["name"], state="submitted", at=at)
        History.objects.create(row=row, state=row.state, at=at)
    return done(row, 201)


def move(request: HttpRequest, number: int) -> HttpResponse:
    said = told(NewState, request)
    with transaction.atomic():
        row = Row.objects.select_for_update().get(pk=number)
        row.state, at = said["state"], timezone.now()
        row.save(update_fields=["state"])
        History.objects.create(row=row, state=row.state, at=at)
    return done(row, 200)


def show(request: HttpRequest, number: int) -> HttpResponse:
    row = Row.objects.get(pk=number)
    if FORMS:
        return render(request, "row.html", {"row": row})
    lines = "".join(f"<li>{one.at:%d/%m/%Y} {one.state}" for one in row.history_set.all())
    return HttpResponse(f"<!doctype html><title>{row.code}</title><h1>{row.state}</h1><ul>{lines}")


urlpatterns = [
    path("rows/", receive),
    path("rows/<int:number>/move/", move),
    path("rows/<int:number>/", show, name="show"),
]
application = get_wsgi_application()


def prepare(rows: int) -> None:
    """Make the two tables, and ``rows`` rows with four lines of history each."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
        editor.create_model(History)
    at = timezone.now()
    for start in range(0, rows, 1000):
        made = Row.objects.bulk_create(
            Row(code=f"R{n}", name="Nguyễn Thị Thử", state="resolved", at=at)
            for n in range(start, min(rows, start + 1000))
        )
        History.objects.bulk_create(
            History(row=row, state=state, at=at)
            for row in made
            for state in ("submitted", "in_hand", "in_hand", "resolved")
        )


if __name__ == "__main__":
    prepare(int(os.environ["FLOOR_ROWS"]))

"""The smallest Django site that does the counter's five calls: one row, one row of history.

No sign-in, no rules, no ledger, no form: what is left is the web server, Django, and the same
database with the same durability. ``gunicorn bench.floor``, with ``FLOOR_DATABASE``.
"""

import json
import os

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": json.loads(os.environ["FLOOR_DATABASE"])},
    INSTALLED_APPS=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="floor",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
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


def receive(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        at = timezone.now()
        row = Row.objects.create(
            code=request.POST["code"], name=request.POST["name"], state="submitted", at=at
        )
        History.objects.create(row=row, state=row.state, at=at)
    return HttpResponse(str(row.pk), status=201)


def move(request: HttpRequest, number: int) -> HttpResponse:
    with transaction.atomic():
        row = Row.objects.select_for_update().get(pk=number)
        row.state, at = request.POST["state"], timezone.now()
        row.save(update_fields=["state"])
        History.objects.create(row=row, state=row.state, at=at)
    return HttpResponse(row.state)


def show(_request: HttpRequest, number: int) -> HttpResponse:
    row = Row.objects.get(pk=number)
    lines = "".join(f"<li>{one.at:%d/%m/%Y} {one.state}" for one in row.history_set.all())
    return HttpResponse(f"<!doctype html><title>{row.code}</title><h1>{row.state}</h1><ul>{lines}")


urlpatterns = [
    path("rows/", receive),
    path("rows/<int:number>/move/", move),
    path("rows/<int:number>/", show),
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

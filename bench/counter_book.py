"""A book of so many dossiers for bench/counter: ``python -m bench.counter_book CASES CLERKS``.

Prints what clerks need to work on it over HTTP: sessions, cookies, the procedure.
"""

import json
import sys
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command

from tests import make
from wardbook.cases import faces
from wardbook.cases.actions.codes import new_word
from wardbook.cases.models import Case, Move
from wardbook.cases.rules.taking import Clock
from wardbook.ledger.actions import action, record
from wardbook.lib.text import fold
from wardbook.org.models import Person, Tenure
from wardbook.org.sessions import SessionStore
from wardbook.org.working_time import working_time

SINCE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
STEPS = (
    ("open", "submitted"),
    ("accept", "in_hand"),
    ("forward", "in_hand"),
    ("resolve", "resolved"),
)


def main(cases: int, clerks: int) -> None:
    call_command("migrate", verbosity=0)
    lan = make.lan()
    make.procedure()
    for start in range(0, cases, 500):
        _fill(start, min(cases, start + 500), lan, by="bench", at=SINCE)
    people = [lan, *(make.tenure(f"clerk{n}", "clerk") for n in range(1, clerks))]
    told = {
        "sessions": [_signed_in(held.person) for held in people],
        "cookie": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "procedure": str(make.procedure().pk),
    }
    print(json.dumps(told))


@action
def _fill(first: int, after: int, lan: Tenure, *, by: str, at: datetime) -> None:
    """Dossiers as the actions leave them: four moves each, told to the office and the holder."""
    post, procedure = lan.post, make.procedure()
    rows = Case.objects.bulk_create(
        Case(
            book=post.book,
            unit=post.unit,
            post=post,
            kind="dossier",
            code=f"SPX-{n:07}",
            procedure=procedure,
            field=procedure.field,
            limit=procedure.limit,
            state="resolved",
            submitted_at=SINCE + timedelta(minutes=n),
            accepted_at=SINCE + timedelta(minutes=n),
            ended_at=SINCE + timedelta(days=3, minutes=n),
            first_due_at=SINCE + timedelta(days=7, minutes=n),
            due_at=SINCE + timedelta(days=7, minutes=n),
            fields={"applicant": f"Người Mẫu {n}"},
            folded=fold(f"SPX-{n:07} Người Mẫu {n}"),
            folded_name=fold(f"Người Mẫu {n}"),
            word=new_word(),
            opened_at=at,
            version=4,
        )
        for n in range(first, after)
    )
    clock = Clock(*working_time(post.unit, SINCE.date()))
    for row in rows:
        moves = [_move(row, lan, number) for number in range(1, 5)]
        Move.objects.bulk_create(moves)
        for number, move in enumerate(moves, start=1):
            record(post.book, by=by, at=at, verb=move.step, key=row.key,
                   content=faces.office(row, move))  # fmt: skip
            record(post.book, audience="holder", by=by, at=at, verb=move.step,
                   key=faces.holder_key(row.word),
                   content=faces.holder(row, moves[:number], clock))  # fmt: skip


def _move(row: Case, lan: Tenure, number: int) -> Move:
    step, state = STEPS[number - 1]
    at = row.submitted_at + timedelta(hours=number)
    effect = {"accept": "start", "resolve": "stop"}.get(step, "")
    return Move(
        case=row,
        number=number,
        step=step,
        state=state,
        at=at,
        recorded_at=at,
        by=lan,
        post=lan.post,
        effect=effect,
        due_at=row.due_at if number > 1 else None,
    )


def _signed_in(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "wardbook.org.accounts.Accounts"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

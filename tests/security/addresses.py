"""Every address of both sites, found in the resolver, with arguments of things that exist."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import make
from tests.cases.making import load, place, row
from tests.figures import rated, telling
from wardbook.cases.actions.postings import publish_postings
from wardbook.cases.actions.scans import add_scan
from wardbook.cases.queries.statement import frame
from wardbook.figures.actions.ratings import release as release_rating
from wardbook.ledger.models import Entry
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.org.actions import charge
from wardbook.org.models import Post
from wardbook.reports.actions import state
from wardbook.reports.one_stop.frozen import prepare
from wardbook.web.access import access_of

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
NOWHERE = 987_654_321  # the number of nothing


class Address(NamedTuple):
    """``access`` is the mark of its view; ``exists`` says that its arguments name something."""

    name: str
    path: str
    access: str
    exists: bool
    arguments: dict[str, Any]


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address of the sites with its full name ("office:claim")."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


# Pages that are about what the query names.
QUERIES = {
    "office:posting-scan": "code={portal:notice.code}",
    "office:report-write": "unit={office:unit.number}&result={office:figure.number}&layout=state",
}


LISTS = {"office:week.which": "late", "office:problem.which": "case-without-holder",
         "office:trip-list.which": "finished"}  # fmt: skip


def world() -> dict[str, Any]:
    """A paper with a public figure and one that waits: argument of an address → what it names.

    The longest beginning of an address's name decides; an argument that is not here is guessed.
    """
    public = make.released()
    waiting = make.result(
        public.claim.document.claims.get(name="f2"), indicator="dossiers-on-time", period="2025"
    )
    released = Entry.objects.get(body__key__startswith="release/")
    post = make.lan().post
    numbers = {
        **dict.fromkeys(("document", "original"), public.claim.document_id),
        "report": make.report(public).pk,
        "claim": public.claim.document.claims.get(name="f3").pk,
        **dict.fromkeys(("correct", "withdraw", "figure"), public.pk),
        **dict.fromkeys(("discard", "mask"), waiting.pk),
        "account": make.person("lan").pk,
        "post": post.pk,
        "tenure": make.lan().pk,
        "unit": post.unit_id,
    }
    return (
        {f"office:{name}.number": number for name, number in numbers.items()}
        | _posted_and_own()
        | {
            "portal:.code": "ben-sen",
            "portal:unit.code": post.unit.code,
            "portal:indicator.code": "dossiers-received",
            "portal:.unit": post.unit.code,
            "portal:.indicator": "dossiers-received",
            "portal:.period": "2025",
            "portal:.book": "ben-sen",
            "portal:entry.seq": released.seq,
            "portal:release.seq": released.seq,
            "office:released.number": public.pk,
            "office:figures-export.form": "csv",
        }
    )


def _posted_and_own() -> dict[str, Any]:
    made = _counted() | _posted() | _own() | _stated() | _rated()
    return made | _reviewed() | _followed() | _organised() | LISTS


def _followed() -> dict[str, Any]:
    """A shortcoming that Lan keeps and answers for, in hand and with its evidence."""
    by = make.lan()
    fields, facts = {"cause": "Thiếu đôn đốc"}, {"none_moves": "Chưa có chỉ tiêu"}
    until = make.AT + timedelta(days=30)
    case = make.case("shortcoming", title="Nợ đọng", until=until, fields=fields, facts=facts)
    scan = add_scan(case, b"%PDF-1.4", "bien-ban.pdf", by=by, at=make.AT)
    make.step(case, "release", by=make.minh())
    return {
        "portal:loop-item.kind": "shortcoming",
        "portal:loop-item.code": case.code,
        "office:follow.number": case.pk,
        "office:follow-file.scan": scan.pk,
        "office:follow-year.number": by.post.unit_id,
        "office:follow-step.name": "progress",
        "office:follow-new.kind": "shortcoming",
    }


def _reviewed() -> dict[str, Any]:
    """A session, of which minutes are written, and a review with no shortcoming before it."""
    until = make.AT + timedelta(days=30)
    briefing, year = {"form": "briefing"}, {"year": "2026"}
    session = make.case("session", title="Giao ban", until=until, fields=briefing)
    told: dict[str, Any] = {"fields": year, "facts": {"previous": []}}
    review = make.case("review", title="Kiểm điểm 2026", until=until, **told)
    return {
        "office:follow-paper.number": session.pk,
        "office:follow-records.number": review.pk,
        "office:follow-consequence.number": review.pk,
    }


def _rated() -> dict[str, Any]:
    """The released rating of the People's Committee."""
    rating = rated.decided(rated.committee())
    release_rating(rating, by=rated.thu(), at=rated.AT)
    names = ("unit-rating", "rating-group", "rating-evidence")
    return {f"office:{name}.number": rating.pk for name in names} | {
        "office:rating-history.number": rating.unit_id,
        "office:rating-evidence.fact": "remedied",
        "portal:unit-rating.unit": rating.unit.code,
        "portal:unit-ratings-of.unit": rating.unit.code,
    }


def _organised() -> dict[str, Any]:
    """A post that answers for a residential area, and one that has ended with its work open."""
    area = make.unit("99901.kv", "residential_group", make.unit())
    days: dict[str, Any] = {"start_on": make.TODAY, "source": "Quyết định 21"}
    row = charge(make.minh().post, area, **days, by=make.SYSTEM, at=make.AT)
    ended = make.case(by=make.tenure("former", "clerk")).post
    Post.objects.filter(pk=ended.pk).update(end_on=make.TODAY)
    return {"office:charge.number": row.pk, "office:left.number": ended.pk}


def _counted() -> dict[str, Any]:
    """A released sheet of an organisation, which the ward reads."""
    unit = telling.youth()
    row = telling.released_youth(unit)
    names = ("tally-sheet", "tally-correct", "tally-take-back", "tally-release", "tally-withdraw")
    below = ("tally-body", "tally-new", "tally-quota", "tally-gathered", "tally-file")
    return (
        {f"office:{name}.number": row.pk for name in names}
        | {f"office:{name}.number": unit.pk for name in below}
        | {f"office:{name}.sheet": row.sheet for name in below}
        | {"office:tally-file.form": "csv", "portal:tally.unit": unit.code}
        | {"portal:tally.sheet": row.sheet, "portal:tally.period": row.days.address}
    )


def _own() -> dict[str, Any]:
    """Words of a dossier that has ended and of feedback that was answered."""
    dossier = make.step(make.step(make.case(), "accept"), "resolve")
    feedback = make.step(make.case("feedback"), "answer", reason="Đã thay bóng đèn.")
    public = make.step(make.case("feedback"), "answer", reason="Đã thay bóng đèn.")
    make.step(public, "publish", items="Đèn hẻm 5: đã thay bóng.", by=make.minh())
    return {
        "portal:feedback-answer.code": public.code,
        "office:case-word-file.form": "pdf",
        "portal:.word": dossier.word,
        "portal:asked-again.word": feedback.word,
        "office:case.number": dossier.pk,
    }


def _stated() -> dict[str, Any]:
    """A released statement, of as few dossiers as are told of."""
    leader, period = make.minh(), Period("2026-09")
    for hour in range(5):
        make.case(at=datetime(2026, 9, 8, 8 + hour, tzinfo=VIETNAM))
    unit, book = leader.post.unit, leader.post.book
    state(prepare(frame(unit, period, make.AT), book), by=leader, at=make.AT)
    return {"portal:statement.unit": unit.code, "portal:statement.period": period.address}


def _posted() -> dict[str, Any]:
    """A procedure, a place where its notice should hang, and what the public is told of it."""
    (procedure,), board, by = load(row()), place(), make.lan()
    publish_postings(by.post.unit, book=by.post.book, by=by, at=make.AT)
    return {
        "office:procedure.number": procedure.pk,
        "office:posting-place.number": board.pk,
        "office:posting-notices.number": board.pk,
        "office:postings-publish.number": by.post.unit_id,
        "portal:procedure.key": procedure.key,
        "portal:notice.code": procedure.notice,
        "portal:posted-in.code": by.post.unit.code,
    }


def addresses(known: dict[str, Any]) -> list[Address]:
    """Every address, in the default language."""
    return [_address(name, entry, known) for name, entry in patterns(get_resolver())]


def _address(name: str, entry: URLPattern, known: dict[str, Any]) -> Address:
    arguments, exists = {}, True
    for argument, converter in entry.pattern.converters.items():
        found = _known(name, argument, known)
        exists = exists and found is not None
        arguments[argument] = _guess(converter) if found is None else found
    path = reverse(name, kwargs=arguments)
    if name in QUERIES and known:
        path = f"{path}?{_filled(QUERIES[name], known)}"
    return Address(name, path, access_of(entry.callback) or "", exists, arguments)


def _filled(query: str, known: dict[str, Any]) -> str:
    """The query with each {name of an argument} replaced by what it is known to be."""
    for key, value in known.items():
        query = query.replace(f"{{{key}}}", str(value))
    return query


def _known(name: str, argument: str, known: dict[str, Any]) -> Any:
    starts = [key.rpartition(".")[0] for key in known if key.endswith(f".{argument}")]
    fitting = sorted((start for start in starts if name.startswith(start)), key=len)
    return known[f"{fitting[-1]}.{argument}"] if fitting else None


def _guess(converter: Any) -> Any:
    """Something the address takes: 7, else "x7"."""
    return 7 if "int" in type(converter).__name__.lower() or _is_number(converter) else "x7"


def _is_number(converter: Any) -> bool:
    try:
        return isinstance(converter.to_python("7"), int)
    except ValueError:
        return False

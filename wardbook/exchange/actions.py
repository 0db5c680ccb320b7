"""Taking another system's export into the book: chunk by chunk, each whole or not at all."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from wardbook.cases.actions.words import tell_holders
from wardbook.cases.models import Procedure
from wardbook.documents.actions import keep_original
from wardbook.documents.queries import original
from wardbook.exchange import comparing, rules, sandbox
from wardbook.exchange.chunk import Chunk
from wardbook.exchange.layouts import Layout, in_force, kept
from wardbook.exchange.letter import Letter, compose_letter
from wardbook.exchange.many import Many
from wardbook.exchange.mirror import Mirror, Procedures
from wardbook.exchange.models import Difference, Export
from wardbook.exchange.models import Problem as ProblemRow
from wardbook.exchange.parse import Listing, Problem, Told
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.chain import content_hash
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.working_time import working_time
from wardbook.reports.docx import render
from wardbook.reports.rules import why_not_paper

CHUNK = 500  # rows a transaction: nobody waits longer than a blink for the book
KEPT = 300  # problems of one rule that are kept one by one; of further ones the number
DIFFERENCES = 1_000
TITLE = "Đề nghị rà soát dữ liệu hồ sơ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a person says of a file they hand in; ``layout`` "" is found by its headings."""

    book: Book
    unit: Unit
    post: Post  # that answers for dossiers not heard of before
    as_of: datetime
    layout: str = ""


def take(content: bytes, file_name: str, sent: Sent, *, by: Tenure, at: datetime) -> Export:
    """The whole file: :func:`stage`, and :func:`go_on` to its end."""
    return go_on(stage(content, file_name, sent, by=by, at=at), by=by, at=at)


def stage(content: bytes, file_name: str, sent: Sent, *, by: Tenure, at: datetime) -> Export:
    """Judge a file by its heading and keep it; the same file again is gone on with.

    Raises ``Refused`` before a byte of it is stored.
    """
    refuse(
        rules.why_not_take(
            by, book=sent.book, unit=sent.unit, post=sent.post, as_of=sent.as_of, at=at
        )
    )
    digest = content_hash(content)
    known = Export.objects.filter(book=sent.book, unit=sent.unit, sha256=digest).first()
    refuse(rules.why_not_again(known))
    if known:
        return known
    counts: list[int] = []
    listing = Listing(sandbox.rows(content, hear=counts.append), _layouts(sent, at))
    next(iter(listing), None)
    assert listing.heads is not None  # noqa: S101  without a heading the listing refuses
    refuse(rules.why_not_beside(_unfinished(sent, listing.heads.layout)))
    keep_original(content, digest)
    layout = listing.heads.layout
    export = Export(
        book=sent.book,
        unit=sent.unit,
        post=sent.post,
        system=layout.system,
        layout=layout.code,
        layout_from=layout.valid_from,
        file_name=file_name[-255:],
        sha256=digest,
        size=len(content),
        headings=list(listing.heads.headings),
        as_of=sent.as_of,
        taken_at=at,
        taken_by=by,
        about=sum(counts),
    )
    return _stage(export, by=by, at=at)


def _layouts(sent: Sent, at: datetime) -> list[Layout]:
    known = in_force(at.astimezone(VIETNAM).date())
    return [row for row in known if sent.layout in {"", row.code}]


def _unfinished(sent: Sent, layout: Layout) -> Export | None:
    return Export.objects.filter(
        book=sent.book, unit=sent.unit, system=layout.system, finished_at__isnull=True
    ).first()


@action
def write_letter(
    export: Export, about: Letter, *, unit: str, remark: str = "", by: Tenure, at: datetime
) -> bytes:
    """The letter that asks for a correction, as a file; that it was written is kept."""
    on = at.astimezone(VIETNAM).date()
    rows = list(export.differences.filter(cause__in=about.causes).select_related("heard"))
    refuse(rules.why_not_ask(export, rows, by, at=at))
    statement = compose_letter(export, rows, about, unit=unit, on=on)
    refuse(why_not_paper(statement))
    file = render(statement, code=export.key, title=TITLE, at=at, remark=remark)
    content: dict[str, object] = {
        "causes": sorted(about.causes),
        "differences": len(rows),
        "sha256": content_hash(file),
    }
    record(export.book, by=by.post.code, at=at, verb="ask", key=export.key, content=content)
    return file


@action
def _stage(export: Export, *, by: Tenure, at: datetime) -> Export:
    export.save()
    content: dict[str, object] = {
        "sha256": export.sha256,
        "unit": export.unit.code,
        "layout": export.layout,
        "as_of": export.as_of.astimezone(VIETNAM).isoformat(timespec="minutes"),
    }
    record(export.book, by=by.post.code, at=at, verb="stage", key=export.key, content=content)
    return export


def go_on(export: Export, *, by: Tenure, at: datetime, enough: Callable[[], bool] = bool) -> Export:
    """Take what is left of a file, until its end or until ``enough`` says so after a chunk."""
    export = Export.objects.select_related("book", "unit", "post", "taken_by").get(pk=export.pk)
    refuse(rules.why_not_go_on(export, by, at=at))
    layout = kept(export.layout, export.layout_from)
    mirror = _mirror(export, layout)
    # Closed here: of a chunk that fails, the traceback would keep the child waiting.
    with closing(sandbox.rows(original(export.sha256))) as rows, _few_walks_for_garbage():
        listing = Listing(rows, [layout])
        tellings = iter(listing)
        for _ in islice(tellings, export.read):
            pass
        if export.read:
            listing.problems.clear()  # they are kept with the rows that were taken
        while True:
            part = list(islice(tellings, CHUNK))
            if not part and not listing.problems:
                break
            export = _take_chunk(export, part, listing.problems[:], mirror, by=by, at=at)
            listing.problems.clear()
            gc.collect(0)
            if enough():
                return export
        return _finish(export, layout, by=by, at=at)


@contextmanager
def _few_walks_for_garbage() -> Iterator[None]:
    """None while rows come by hundreds: after each chunk hardly anything is left to walk over."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _mirror(export: Export, layout: Layout) -> Mirror:
    calendar, hours = working_time(export.unit, export.as_of_on)
    procedures = Procedures(list(Procedure.objects.filter(book=export.book)))
    return Mirror(export, layout, procedures, calendar, hours)


@action
def _take_chunk(
    export: Export,
    part: Sequence[Told],
    untaken: Sequence[Problem],
    mirror: Mirror,
    *,
    by: Tenure,
    at: datetime,
) -> Export:
    """So many rows, what became of them, and one entry that says how many and which."""
    held = Export.objects.select_for_update().get(pk=export.pk)
    if held.read != export.read or held.finished_at:
        raise Refused(rules.TAKEN_MEANWHILE)
    chunk = Chunk(mirror)
    chunk.take(part)
    chunk.save()
    if chunk.with_a_word:
        tell_holders(chunk.with_a_word, by=by, at=at)
    counts = chunk.counts
    for name, count in counts.items():
        setattr(export, name, getattr(export, name) + count)
    export.read += len(part)
    export.untaken += len(untaken)
    _widen(export, [one.moments["accepted"].day for one in part if "accepted" in one.moments])
    _notice(export, [*untaken, *chunk.problems])
    export.save()
    content: dict[str, object] = {
        **counts,
        "untaken": len(untaken),
        "rows": [part[0].row, part[-1].row] if part else [],
        "sha256": content_hash("".join(one.digest for one in part).encode()),
    }
    record(export.book, by=by.post.code, at=at, verb="take", key=export.key, content=content)
    return export


def _widen(export: Export, told: Sequence[date]) -> None:
    """A day that was still to come is a slip of the pen, and no day of which the file tells."""
    if days := [on for on in told if on <= export.as_of_on]:
        export.since_on = min(filter(None, (export.since_on, *days)))
        export.until_on = max(filter(None, (export.until_on, *days)))


def _notice(export: Export, problems: Sequence[Problem]) -> None:
    """Count every problem by its rule; keep the first ones of each."""
    rows = []
    for one in problems:
        rule = one.refusal.rule
        seen = export.noticed.get(rule, 0)
        export.noticed[rule] = seen + 1
        if seen < KEPT:
            rows.append(
                ProblemRow(
                    export=export,
                    row=one.row,
                    column=one.column[:200],
                    cell=one.cell[:200],
                    rule=rule,
                    message=one.refusal.message,
                    values=[list(pair) for pair in one.refusal.values],
                )
            )
    ProblemRow.objects.bulk_create(rows)


def _finish(export: Export, layout: Layout, *, by: Tenure, at: datetime) -> Export:
    """What is no longer there is marked, and every difference kept with its cause.

    Comparing happens before each transaction, since nothing slow may hold the book.
    """
    _mark_gone(export, by=by, at=at)
    found = comparing.differences(export, layout)
    while part := list(islice(found, DIFFERENCES)):
        _keep_differences(export, part, by=by, at=at)
        gc.collect(0)
    return _end(export, by=by, at=at)


@action
def _mark_gone(export: Export, *, by: Tenure, at: datetime) -> None:
    """Dossiers of the days of this export that the same system no longer tells of."""
    Difference.objects.filter(export=export).delete()  # of an end that did not come to its end
    gone = comparing.vanished(export)
    count = gone.update(gone=export)
    content: dict[str, object] = {"gone": count}
    record(export.book, by=by.post.code, at=at, verb="miss", key=export.key, content=content)


@action
def _keep_differences(
    export: Export, part: Sequence[Difference], *, by: Tenure, at: datetime
) -> None:
    Many().insert(Difference, part)
    content: dict[str, object] = {"differences": len(part)}
    record(export.book, by=by.post.code, at=at, verb="compare", key=export.key, content=content)


@action
def _end(export: Export, *, by: Tenure, at: datetime) -> Export:
    export.finished_at = at
    export.save(update_fields=["finished_at"])
    names = ("read", "new", "changed", "same", "twice", "untaken")
    content: dict[str, object] = {name: getattr(export, name) for name in names}
    record(export.book, by=by.post.code, at=at, verb="finish", key=export.key, content=content)
    return export

"""Writing reports from figures, and reading their files back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from wardbook.figures.actions.units import publish_units
from wardbook.figures.catalogue import in_force
from wardbook.figures.counters import body_of, key_of, why_not_count
from wardbook.figures.models import Result, Target
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.ledger.queries import latest
from wardbook.lib import personal
from wardbook.lib.chain import canonical, content_hash
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Tenure, Unit
from wardbook.reader.paper import open_paper
from wardbook.reader.secrecy import why_not_store
from wardbook.reports import layouts, queries, rules
from wardbook.reports.models import Citation, Comparison, Report, StatedPoints
from wardbook.reports.one_stop import frozen, hiding
from wardbook.reports.one_stop.frozen import Prepared
from wardbook.reports.returned import Finding, compare
from wardbook.reports.statement import Block, Particulars, Statement, compose

MOST = 1000  # findings kept of one file; with more it is another paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A figure the clerk chose, the words before it, and what it is set beside."""

    result: Result
    words: str = ""
    target: Target | None = None
    earlier: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything a clerk says of a report, in the order of the paper."""

    book: Book
    unit: Unit
    layout: str
    about: Particulars
    cited: Sequence[Cited]


def _refuse(*refusals: Refusal | None) -> None:
    for refusal in filter(None, refusals):
        raise Refused(refusal)


def composed(draft: Draft, *, by: Tenure, at: datetime) -> Statement:
    """The paper as it would be written now; raises ``Refused``. Nothing is stored."""
    on = timezone.localdate(at)
    layout = layouts.in_force(draft.layout, draft.about.dated_on or on)
    book, unit, about = draft.book, draft.unit, draft.about
    _refuse(rules.why_not_write(by, book=book, unit=unit, layout=layout, about=about, on=on))
    assert layout is not None  # noqa: S101  the rule has refused it
    _refuse(rules.why_not_cite([one.result for one in draft.cited], book=book, unit=unit))
    for one in draft.cited:
        _refuse(*_why_not_beside(one, layout))
    facts = (
        queries.fact(one.result, unit=unit, target=one.target, earlier=one.earlier)
        for one in draft.cited
    )
    words = (one.words for one in draft.cited)
    blocks = [Block(said, fact) for said, fact in zip(words, facts, strict=True)]
    statement = compose(layout, about, blocks)
    _refuse(rules.why_not_paper(statement), why_not_store(statement.text))
    return statement


def _why_not_beside(one: Cited, layout: layouts.Layout) -> list[Refusal | None]:
    result = one.result
    indicator = in_force(result.indicator, result.event_on)
    found = [rules.why_not_show(result, indicator, layout)]
    if one.earlier:
        before = in_force(one.earlier.indicator, one.earlier.event_on)
        found.append(rules.why_not_show(one.earlier, before, layout))
        found.append(rules.why_not_compare(result, one.earlier, indicator, before))
    return found


@action
def write(draft: Draft, *, by: Tenure, at: datetime) -> Report:
    """Compute the report and keep it as it is; an entry says what it cites, and its hash."""
    statement = composed(draft, by=by, at=at)
    about, content = draft.about, statement.as_json()
    report = Report.objects.create(
        book=draft.book,
        unit=draft.unit,
        layout=draft.layout,
        paper=about.paper,
        title=about.about.strip(),
        number=about.number,
        dated_on=about.dated_on,
        content=content,
        written_at=at,
        written_by=by,
    )
    Citation.objects.bulk_create(
        Citation(
            report=report,
            place=place,
            result=one.result,
            target=one.target,
            earlier=one.earlier,
            words=one.words,
        )
        for place, one in enumerate(draft.cited, start=1)
    )
    said: dict[str, object] = {
        "title": report.title,
        "unit": draft.unit.code,
        "layout": draft.layout,
        "results": [f"result/{one.result.pk}" for one in draft.cited],
        "sha256": content_hash(canonical(content).encode()),
    }
    record(draft.book, by=by.post.code, at=at, verb="write", key=report.key, content=said)
    return report


def read_back(
    report: Report, content: bytes, file_name: str, *, by: Tenure, at: datetime
) -> Comparison:
    """Set a file that came back beside the report; raises ``Refused`` where it is another paper.

    Opening and reading happen before the transaction, since nothing slow may hold the book.
    """
    on = timezone.localdate(at)
    _refuse(rules.why_not_read_back(by, book=report.book, unit=report.unit, on=on))
    text = open_paper(content, file_name).text
    _refuse(rules.why_not_beside(text))
    found = compare(report.statement, text)
    if found is None:
        raise Refused(rules.NOT_THIS_REPORT)
    comparison = Comparison(
        report=report,
        sha256=content_hash(content),
        file_name=file_name[-255:],
        findings=[_without_names(finding) for finding in found.findings[:MOST]],
        figures=len(found.numbers),
        same=sum(one.same for one in found.numbers),
        read_at=at,
        read_by=by,
    )
    return _keep(comparison, by=by, at=at)


def _without_names(finding: Finding) -> dict[str, str]:
    """The finding as it is kept: people whom the file names are not."""
    said = finding._asdict()
    if finding.kind == "added":  # the sentence is the file's
        said["sentence"] = _masked(finding.sentence)
    return said


def _masked(text: str) -> str:
    for start, end in sorted(personal.certain(text) + personal.likely(text), reverse=True):
        text = text[:start] + "▒" * (end - start) + text[end:]
    return text


@action
def _keep(comparison: Comparison, *, by: Tenure, at: datetime) -> Comparison:
    comparison.save()
    report = comparison.report
    differences = [
        " ".join(filter(None, (one["kind"], one["what"], one["key"], one["part"])))
        for one in comparison.findings
    ]
    said: dict[str, object] = {
        "sha256": comparison.sha256,
        "numbers": comparison.figures,
        "same": comparison.same,
        "differences": differences,
    }
    record(report.book, by=by.post.code, at=at, verb="compare", key=report.key, content=said)
    return comparison


@action
def state(made: Prepared, reason: str = "", *, by: Tenure, at: datetime) -> dict[str, Any]:
    """Release a one-stop statement with its cut-off, and the figures that it counts.

    The public reads counts and hashes; the lists behind them stay in an entry of the office. A
    correction points at what it corrects, and hides what that hid. Answers the public body.
    """
    book, unit, period = made.book, made.frame.unit, made.frame.period
    old = frozen.before(book, unit, period)
    before = old.data if old else None
    on = timezone.localdate(at)
    _refuse(rules.why_not_state(by, made.body, before, reason, book=book, unit=unit, on=on))
    alone, salt = frozen.parts_elsewhere(unit, period), frozen.new_salt()
    said = hiding.public(made.body, parts=not alone, before=before) | {
        "lists": frozen.hashes(made.lists, salt),
        "by": by.post.label,
        "before": old.entry.seq if old else None,
        "reason": reason.strip(),
    }
    key, verb = frozen.key_of(unit, period), "correct" if old else "release"
    lists: dict[str, object] = {
        "salt": salt,
        "lists": {name: list(rows) for name, rows in made.lists.items()},
    }
    record(book, by=by.post.code, at=at, verb="freeze", key=key, content=lists)
    _publish(book, verb, key, said, by=by, at=at)
    _publish_counted(made, salt, verb, said, by=by, at=at)
    return said


def _publish_counted(
    made: Prepared, salt: str, verb: str, said: dict[str, Any], *, by: Tenure, at: datetime
) -> None:
    """The figures, but for those of which a stated one is public; and one list of them all."""
    book, unit, period = made.book, made.frame.unit, made.frame.period
    source = {"statement": frozen.key_of(unit, period), "label": said["label"]}
    publish_units(book, [unit], by=by, at=at)
    keys = []
    for one in frozen.counted(made, salt, source):
        body, key = body_of(unit, period, one, book), key_of(unit, period, one)
        if body is None or why_not_count(unit, period, one, book):
            continue
        old = latest(book, key)
        how = "correct" if verb == "correct" and old else "release"
        body |= {"released_by": by.post.label, "filed_by": by.post.label}
        body |= {
            "reason": said["reason"],
            "before": old.entry.seq if old and how == "correct" else None,
        }
        _publish(book, how, key, body, by=by, at=at)
        keys.append(key)
    release = {"label": said["label"], "figures": keys, "by": by.post.label}
    _publish(book, "release", f"release/{unit.code}-{period.address}", release, by=by, at=at)


def _publish(
    book: Book, verb: str, key: str, content: dict[str, Any], *, by: Tenure, at: datetime
) -> None:
    record(
        book, audience=Audience.PUBLIC, by=by.post.code, at=at, verb=verb, key=key, content=content
    )


@action
def note_points(noted: rules.Noted, *, by: Tenure, at: datetime) -> list[StatedPoints]:
    """Keep what is new or differs; what was noted of that day before stays, and is replaced."""
    Book.objects.select_for_update().get(pk=noted.book.pk)  # of two at once, the other corrects
    rows = queries.points_standing(noted.book).filter(
        unit=noted.unit, period=noted.period.text, seen_on=noted.seen_on
    )
    standing = {row.component: row for row in rows}
    seen = {
        code: one
        for code, one in noted.seen.items()
        if code not in standing or standing[code].seen != one
    }
    noted = replace(noted, seen=seen)
    _refuse(rules.why_not_note_points(by, noted, standing, on=timezone.localdate(at)))
    made = [_points(noted, code, standing.get(code), by, at) for code in seen]
    said: dict[str, object] = {
        "seen_on": noted.seen_on.isoformat(),
        "points": {row.component: row.told for row in made},
    }
    if noted.reason.strip():
        said["reason"] = noted.reason.strip()
    key = queries.points_key(noted.unit, noted.period.text)
    record(noted.book, by=by.post.code, at=at, verb="note", key=key, content=said)
    return made


def _points(
    noted: rules.Noted, code: str, before: StatedPoints | None, by: Tenure, at: datetime
) -> StatedPoints:
    one = noted.seen[code]
    return StatedPoints.objects.create(
        book=noted.book,
        unit=noted.unit,
        component=code,
        period=noted.period.text,
        points=one.points,
        numerator=one.part.numerator if one.part else None,
        denominator=one.part.denominator if one.part else None,
        seen_on=noted.seen_on,
        stated_at=at,
        stated_by=by,
        replaces=before,
        reason=noted.reason.strip() if before else "",
    )

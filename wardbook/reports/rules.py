"""What may be written into a report, and read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardbook.figures.catalogue import Indicator
from wardbook.figures.models import Result
from wardbook.ledger.models import Book
from wardbook.lib import personal
from wardbook.lib.disclosure import FEWEST
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal
from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act
from wardbook.reports.layouts import Layout
from wardbook.reports.models import StatedPoints
from wardbook.reports.service_index import Seen, in_force
from wardbook.reports.statement import Particulars, Statement

NO_LAYOUT = Refusal("REP-01", "Choose a layout that holds on the day of the paper.")
LONGEST = 2_000_000  # letters
NOT_THIS_REPORT = Refusal(
    "REP-06", "Nothing of this report stands in the file: choose the file that was written from it."
)


def why_not_write(
    by: Tenure,
    *,
    book: Book,
    unit: Unit,
    layout: Layout | None,
    about: Particulars,
    on: date,
) -> Refusal | None:
    """REP-01. A report has a layout in force on its day, a kind of paper and a subject."""
    if refusal := why_not_act(by, Permission.REPORT_WRITE, book=book, unit=unit, on=on):
        return refusal
    if layout is None:
        return NO_LAYOUT
    if about.paper not in layout.papers:
        return Refusal("REP-01", "Choose a kind of paper that this layout knows.")
    if about.capacity and about.capacity not in layout.capacities:
        return Refusal("REP-01", "Choose how the paper is signed as this layout writes it.")
    if not about.about.strip():
        return Refusal("REP-01", "Say what the report is about.")
    return None


def why_not_cite(results: Sequence[Result], *, book: Book, unit: Unit) -> Refusal | None:
    """REP-02. A report cites figures of its unit and book that stand, each of them once."""
    if not results:
        return Refusal("REP-02", "Choose at least one figure.")
    if len({result.pk for result in results}) < len(results):
        return Refusal("REP-02", "Cite each figure once.")
    if any(result.withdrawn_at for result in results):
        return Refusal("REP-02", "A figure was withdrawn meanwhile: choose again.")
    for result in results:
        places = {place.pk for place in result.unit.path}
        if result.book_id != book.pk or unit.pk not in places:
            return Refusal("REP-02", "Cite figures of this unit and of what is below it only.")
    return None


def why_not_show(result: Result, indicator: Indicator | None, layout: Layout) -> Refusal | None:
    """REP-03. A figure of the Party side that is not public stands in a Party paper only."""
    private = indicator is not None and indicator.party and not result.public_as
    if private and layout.side != "party":
        return Refusal(
            "REP-03",
            "A figure of the Party side is not public yet: only a Party paper may cite it.",
        )
    return None


def why_not_compare(
    result: Result, earlier: Result, indicator: Indicator | None, before: Indicator | None
) -> Refusal | None:
    """REP-04. A figure is set beside an earlier one of the same unit, indicator and measure.

    Where the standard changed between them the series is broken, and they do not compare.
    """
    alike = ("unit_id", "book_id", "indicator", "measure", "kind")
    if any(getattr(result, name) != getattr(earlier, name) for name in alike):
        return Refusal("REP-04", "Compare a figure with one of the same unit and measure.")
    if not result.period or not earlier.period:
        return Refusal("REP-04", "Only figures with a period can be compared.")
    if Period(earlier.period).start_on >= Period(result.period).start_on:
        return Refusal("REP-04", "Compare a figure with one of an earlier period.")
    if indicator is None or indicator != before:
        return Refusal(
            "REP-04", "The standard changed between the two periods: they do not compare."
        )
    return None


def why_not_paper(statement: Statement) -> Refusal | None:
    """REP-05. Every line of a report can be printed: no word is longer than a line."""
    longest = max((len(word) for word in statement.text.split()), default=0)
    if longest > 80:
        return Refusal("REP-05", "A word is longer than a line: put spaces between its parts.")
    return None


def why_not_read_back(by: Tenure, *, book: Book, unit: Unit, on: date) -> Refusal | None:
    """REP-06. A file is read back by whoever may write the report, if anything of it is there."""
    return why_not_act(by, Permission.REPORT_WRITE, book=book, unit=unit, on=on)


def why_not_beside(text: str) -> Refusal | None:
    """REP-07. A file of more than two million letters is no report that came back."""
    if len(text) > LONGEST:
        return Refusal("REP-07", "This file is far longer than any report: choose the other one.")
    return None


def why_not_state(
    by: Tenure,
    body: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    reason: str,
    *,
    book: Book,
    unit: Unit,
    on: date,
) -> Refusal | None:
    """REP-08. A leader releases the statement of a whole place over a period that has ended.

    Released again it is a correction: something differs, and a reason is given.
    """
    if refusal := why_not_act(by, Permission.FIGURE_RELEASE, book=book, unit=unit, on=on):
        return refusal
    if unit.kind not in TERRITORIES:
        return Refusal("REP-08", "Release the statement of the whole place; bodies are its parts.")
    if not body["over"]:
        return Refusal("REP-08", "The period is not over at this cut-off: choose a later one.")
    if body["parts"][0]["cells"]["total"] < FEWEST:
        return Refusal("REP-08", "Fewer than five dossiers: choose a longer period.")
    return _why_not_again(body, before, reason) if before else None


def _why_not_again(
    body: Mapping[str, Any], before: Mapping[str, Any], reason: str
) -> Refusal | None:
    same = all(body[name] == before[name] for name in ("promise", "charged", "twice"))
    if same and body["parts"][0] == before["parts"][0]:
        return Refusal("REP-08", "The public reads this already: nothing differs.")
    if not reason.strip():
        return Refusal("REP-08", "Say why the statement is corrected.")
    if personal.certain(reason) or personal.likely(reason):
        return Refusal("REP-08", "Take the name or number of a person out of the reason.")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What somebody read on the portal on a day: component → points, and of what."""

    book: Book
    unit: Unit
    period: Period
    seen_on: date
    seen: Mapping[str, Seen]
    reason: str = ""


def why_not_note_points(
    by: Tenure, noted: Noted, standing: Mapping[str, StatedPoints], *, on: date
) -> Refusal | None:
    """REP-10. Points of the portal are noted as read on a day, and corrected with a reason.

    ``standing`` are what was noted of that day before.
    """
    allowed = Permission.FIGURE_FILE
    if refusal := why_not_act(by, allowed, book=noted.book, unit=noted.unit, on=on):
        return refusal
    seen_on = noted.seen_on
    if seen_on > on or seen_on < noted.period.start_on:
        return Refusal(
            "REP-10", "Choose the day on which you read the portal: in the period or after it."
        )
    if not noted.seen:
        return Refusal("REP-10", "Nothing new is typed: type what the portal shows.")
    most = {row.code: row.points for row in in_force(seen_on)}
    for code, one in noted.seen.items():
        if refusal := _why_not_seen(code, one, most.get(code, 0)):
            return refusal
    if standing.keys() & noted.seen.keys() and not noted.reason.strip():
        return Refusal("REP-10", "Numbers of that day were noted before: say why you correct them.")
    return None


def _why_not_seen(code: str, one: Seen, most: int) -> Refusal | None:
    if not most or not 0 <= one.points <= most:
        values = (("code", code), ("most", str(most)))
        return Refusal("REP-10", "%(code)s has at most %(most)s points.", values)
    if one.part and not 0 <= one.part.numerator <= one.part.denominator:
        return Refusal(
            "REP-10",
            "%(code)s is so many out of so many: the first number is not the larger one.",
            (("code", code),),
        )
    return None

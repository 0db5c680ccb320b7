"""What may be filed, released, corrected and withdrawn."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from wardbook.documents.models import Claim
from wardbook.figures.catalogue import (
    Indicator,
    fits,
    in_force,
    kind_of,
    measures_of,
    measures_same,
    spelled_as,
)
from wardbook.figures.filing import Filing
from wardbook.figures.models import Result, Target, is_exact
from wardbook.lib import personal
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED, why_not_act

NO_INDICATOR = Refusal("FIG-01", "Choose an indicator of the catalogue.")
ALREADY_PUBLIC = Refusal(
    "FIG-06", "A figure for this indicator and period is public already: correct that one."
)
COUNTED_ALREADY = Refusal(
    "FIG-20", "This figure is counted from records already: set the paper's beside it."
)
SAID_TWICE = Refusal(
    "FIG-19", "Another figure of this paper is about the same: choose which one stands."
)
FILED_BEFORE = Refusal("FIG-19", "The book has a figure for this period already: compare the two.")
CHANGED_MEANWHILE = Refusal(
    "FIG-14", "Somebody else changed this figure meanwhile: look at it again."
)


def why_not_indicator(
    indicator: Indicator | None, measure: str, *, unit: str, kind: str
) -> Refusal | None:
    """FIG-01. A figure is filed under an indicator in force on its day, of its kind and measure.

    The measure is one the indicator names, or ``unit`` as it was read: nothing else goes public.
    Percent and percentage point are different measures.
    """
    if indicator is None:
        return NO_INDICATOR
    if not measure and (unit or not measures_same(indicator, "")):
        return Refusal(
            "FIG-01", "Say in what the figure is counted; a bare number may be millions."
        )
    offered = measures_of(indicator, unit)
    known = not measure or spelled_as(measure, offered)
    if not known or not measures_same(indicator, measure):
        values = (("measure", measure), ("expected", indicator.measure))
        return Refusal(
            "FIG-01", "This indicator is counted in %(expected)s, not in %(measure)s.", values
        )
    if not fits(indicator, measure, kind):
        return Refusal("FIG-01", "This indicator counts another kind of figure: choose another.")
    return None


def why_not_period(period: str) -> Refusal | None:
    """FIG-02. A period is one the book can order, or is left out."""
    try:
        Period(period or "2000")
    except NotAPeriod:
        return Refusal("FIG-02", "Write the period as 2022, 2018-H1, 2016-Q1, 2018-07 or 2017/.")
    return None


def why_not_release(
    result: Result, indicator: Indicator, *, by: Tenure, on: date
) -> Refusal | None:
    """FIG-03. Somebody else than who filed, corrected or masked a figure releases it, once.

    Source: DESIGN §5, whoever did a thing never verifies it.
    """
    if refusal := why_not_act(
        by, Permission.FIGURE_RELEASE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if result.filed_by.person_id == by.person_id:
        return Refusal("FIG-03", "Whoever filed a figure cannot release it.")
    if result.masked_by and result.masked_by.person_id == by.person_id:
        return Refusal("FIG-03", "Whoever masked words of a figure cannot release it.")
    if result.released_at:
        return Refusal("FIG-03", "This figure has been released already.")
    if result.replaces and not result.replaces.public_as:
        return Refusal("FIG-03", "The figure it corrects is not public any more: discard this.")
    return why_not_for_party(indicator, by) or why_not_quote(result)


def releaser(
    result: Result, indicator: Indicator, posts: Sequence[Tenure], on: date
) -> Tenure | Refusal:
    """The first of a person's ``posts`` that may release the figure, or why none of them may."""
    return signer(posts, lambda by: why_not_release(result, indicator, by=by, on=on))


def signer(
    posts: Sequence[Tenure], why_not: Callable[[Tenure], Refusal | None]
) -> Tenure | Refusal:
    """The first of a person's ``posts`` that may do something, or why none of them may."""
    refusals = []
    for post in posts:
        refusal = why_not(post)
        if refusal is None:
            return post
        refusals.append(refusal)
    return next((refusal for refusal in refusals if refusal != NOT_ALLOWED), NOT_ALLOWED)


def beside(
    result: Result, rivals: Sequence[Result], targets: Sequence[Target], *, by: Tenure
) -> Refusal | None:
    """Why what goes public with the figure, or holds its place already, keeps it back."""
    paper, givers = result.claim.document, [target.giver for target in targets]
    return (
        why_not_same(rivals)
        or why_not_targets(targets, by=by)
        or why_not_words(paper.title, paper.number, result.reason, *givers)
    )


def why_not_together(results: Sequence[Result]) -> Refusal | None:
    """FIG-15. Figures released together are of one book."""
    if len({result.book_id for result in results}) > 1:
        return Refusal("FIG-15", "Release the figures of one book at a time.")
    return None


def why_not_targets(targets: Sequence[Target], *, by: Tenure) -> Refusal | None:
    """FIG-11. Targets go public beside their result: whoever filed one does not release it."""
    if any(target.filed_by.person_id == by.person_id for target in targets):
        return Refusal("FIG-11", "You filed a target of this figure: somebody else releases it.")
    return None


def why_not_words(*texts: str) -> Refusal | None:
    """FIG-12. No title, giver or reason that goes public holds a name or number of a person.

    Source: Law 91/2025/QH15 on personal data protection [verified].
    """
    if any(personal.certain(text) or personal.likely(text) for text in texts):
        return Refusal(
            "FIG-12",
            "Take names, telephone and identity numbers and e-mail out of title, giver and reason.",
        )
    return None


def why_not_for_party(indicator: Indicator, by: Tenure) -> Refusal | None:
    """FIG-04. What belongs to the Party side is released and withdrawn by that body alone."""
    if indicator.party and by.post.unit.kind not in PARTY_SIDE:
        return Refusal(
            "FIG-04", "A figure of the Party side is released and withdrawn by the Party committee."
        )
    return None


def why_not_quote(result: Result) -> Refusal | None:
    """FIG-05. No telephone or identity number, no e-mail address leaves in a quote.

    Source: Law 91/2025/QH15 on personal data protection [verified].
    """
    for start, end in personal.certain(result.quote):
        if not all(any(a <= at < b for a, b in result.masks) for at in range(start, end)):
            return Refusal("FIG-05", "Mask the telephone, identity number or e-mail in the quote.")
    return None


def why_not_same(rivals: Sequence[Result]) -> Refusal | None:
    """FIG-06. An indicator of a unit has one public figure a period; it changes by correction.

    Periods are the same that have the same days, however they are written.
    """
    return ALREADY_PUBLIC if rivals else None


def why_not_correct(
    result: Result, indicator: str, period: str, reason: str, *, by: Tenure, on: date
) -> Refusal | None:
    """FIG-07. A correction points at a public figure, keeps what it is about and says why."""
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if later := result.replaced_by:
        if later.released_at:
            return Refusal(
                "FIG-07", "This figure has been corrected already: correct the later one."
            )
        return Refusal("FIG-07", "A correction of this figure waits already: discard it first.")
    if not result.public_as:
        return Refusal("FIG-07", "Only a released figure is corrected.")
    if (indicator, period) != (result.indicator, result.period):
        return Refusal(
            "FIG-07",
            "A correction keeps indicator and period: withdraw the figure and file it anew.",
        )
    if not reason.strip():
        return Refusal("FIG-07", "Say why the figure is corrected.")
    return None


def why_not_numbers(
    result: Result, value: Decimal, value_max: Decimal | None, denominator: Decimal | None
) -> Refusal | None:
    """FIG-16. A correction gives every number of its figure, and a range its ends in order."""
    if (result.denominator is None) != (denominator is None):
        return Refusal("FIG-16", "Give both numbers of a ratio, and one of any other figure.")
    if value_max is not None and value_max <= value:
        return Refusal("FIG-16", "Give the ends of a range in order, the lower one first.")
    return why_not_exact(value, value_max, denominator)


def why_not_exact(*values: Decimal | None) -> Refusal | None:
    """FIG-17. A value is a number of at most 18 digits and 6 decimals."""
    if all(value is None or is_exact(value) for value in values):
        return None
    return Refusal("FIG-17", "A value has at most 18 digits and 6 decimals.")


def why_not_withdraw(
    result: Result, indicator: Indicator, reason: str, *, by: Tenure, on: date
) -> Refusal | None:
    """FIG-08. A withdrawal takes a public figure back and says why."""
    if refusal := why_not_act(
        by, Permission.FIGURE_RELEASE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if not result.public_as:
        return Refusal("FIG-08", "Only a figure that is public now is withdrawn.")
    if not reason.strip():
        return Refusal("FIG-08", "Say why the figure is withdrawn.")
    return why_not_for_party(indicator, by)


def why_not_discard(result: Result, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """FIG-13. What was filed is discarded only before its release, for a stated reason."""
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if result.released_at:
        return Refusal("FIG-13", "A released figure is withdrawn, not discarded.")
    if not reason.strip():
        return Refusal("FIG-13", "Say why the figure is discarded.")
    return None


def why_not_stale(result: Result, seen: Result) -> Refusal | None:
    """FIG-14. Whoever changes a figure has seen it as it stands."""
    return CHANGED_MEANWHILE if result.version != seen.version else None


def why_not_edit(result: Result, *, by: Tenure, on: date) -> Refusal | None:
    """FIG-10. A result is changed in place only until it is released."""
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if result.released_at:
        return Refusal("FIG-10", "A released figure is changed by correction only.")
    return None


def why_not_mask(result: Result, masks: list[tuple[int, int]]) -> Refusal | None:
    """FIG-09. Words of the quote may be masked; the figure itself may not."""
    first, last = result.mark
    for start, end in masks:
        if not 0 <= start < end <= len(result.quote):
            return Refusal("FIG-09", "Only words of the quote can be masked.")
        if start < last and first < end:
            return Refusal("FIG-09", "The figure itself cannot be masked.")
    return None


def why_not_take_back(target: Target, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """FIG-18. A target leaves the book for a stated reason; what was published with it stands."""
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=target.book, unit=target.unit, on=on
    ):
        return refusal
    return None if reason.strip() else Refusal("FIG-18", "Say why this target is taken back.")


def why_not_at_once(
    claim: Claim,
    filing: Filing | None,
    indicator: Indicator | None,
    verdict: str | None,
    *,
    on: date,
) -> Refusal | None:
    """FIG-19. What is accepted along with others holds, is matched clearly and names its period.

    ``indicator`` is the one that fits clearly better than any other, ``filing`` what accepting
    the claim would file, ``verdict`` the worst that any check says of it.
    """
    figure = claim.figure
    if figure["kind"] == "target":
        return Refusal("FIG-19", "This is a target: say who set it.")
    if verdict in {"fails", "truncated"}:
        return Refusal("FIG-19", "Recomputing does not give this number: look at it.")
    if indicator is None or filing is None:
        return Refusal("FIG-19", "No indicator fits clearly: choose one.")
    if not filing.period:
        return Refusal("FIG-19", "The paper does not say of which period: look at it.")
    last, unit = Period(filing.period).last_on or on, figure.get("unit") or ""
    kind = kind_of(figure["kind"], unit, filing.measure)
    row = in_force(indicator.code, last)
    return why_not_indicator(row, filing.measure, unit=unit, kind=kind)

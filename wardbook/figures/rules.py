"""What may be filed, released, corrected and withdrawn."""

from datetime import date

from wardbook.figures.catalogue import Indicator, in_force, measures_same
from wardbook.figures.models import Result, Target
from wardbook.lib import personal
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act

NO_INDICATOR = Refusal("FIG-01", "Choose an indicator of the catalogue.")


def why_not_indicator(code: str, measure: str, on: date) -> Refusal | None:
    """FIG-01. A figure is filed under an indicator in force on its day and of its measure.

    Percent and percentage point are different measures.
    """
    indicator = in_force(code, on)
    if indicator is None:
        return NO_INDICATOR
    if not measure and indicator.measure.startswith(("đồng", "%", "điểm")):
        return Refusal(
            "FIG-01", "Say in what the figure is counted; a bare number may be millions."
        )
    if measure and not measures_same(indicator, measure):
        values = (("measure", measure), ("expected", indicator.measure))
        return Refusal(
            "FIG-01", "This indicator is counted in %(expected)s, not in %(measure)s.", values
        )
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
    """FIG-03. Somebody else than who filed a figure releases it, once.

    Source: DESIGN §5, whoever did a thing never verifies it.
    """
    if refusal := why_not_act(
        by, Permission.FIGURE_RELEASE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if result.filed_by.person_id == by.person_id:
        return Refusal("FIG-03", "Whoever filed a figure cannot release it.")
    if result.released_at:
        return Refusal("FIG-03", "This figure has been released already.")
    return why_not_for_party(indicator, by) or why_not_quote(result)


def why_not_targets(targets: list[Target], *, by: Tenure) -> Refusal | None:
    """FIG-11. Targets go public beside their result: whoever filed one does not release it."""
    if any(target.filed_by.person_id == by.person_id for target in targets):
        return Refusal("FIG-11", "You filed a target of this figure: somebody else releases it.")
    return None


def why_not_words(*texts: str) -> Refusal | None:
    """FIG-12. No title, giver or reason that goes public holds a number or address of a person.

    Source: Law 91/2025/QH15 on personal data protection [verified].
    """
    if any(personal.certain(text) for text in texts):
        return Refusal(
            "FIG-12",
            "Take the telephone, identity number or e-mail out of the title, giver or reason.",
        )
    return None


def why_not_for_party(indicator: Indicator, by: Tenure) -> Refusal | None:
    """FIG-04. What belongs to the Party side stays private until that body releases it."""
    if indicator.party and by.post.unit.kind not in PARTY_SIDE:
        return Refusal("FIG-04", "A figure of the Party side is released by the Party committee.")
    return None


def why_not_quote(result: Result) -> Refusal | None:
    """FIG-05. No telephone or identity number, no e-mail address leaves in a quote.

    Source: Law 91/2025/QH15 on personal data protection [verified].
    """
    text = result.claim.document.text[result.quote_start : result.quote_end]
    for start, end in personal.certain(text):
        place = range(result.quote_start + start, result.quote_start + end)
        if not all(any(a <= at < b for a, b in result.masks) for at in place):
            return Refusal("FIG-05", "Mask the telephone, identity number or e-mail in the quote.")
    return None


def why_not_same(rivals: list[Result], result: Result) -> Refusal | None:
    """FIG-06. An indicator of a unit has one public figure a period; it changes by correction."""
    if any(rival.pk != result.replaces_id for rival in rivals):
        return Refusal(
            "FIG-06", "A figure for this indicator and period is public already: correct that one."
        )
    return None


def why_not_correct(result: Result, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """FIG-07. A correction points at a released figure and says why."""
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if not result.released_at or result.withdrawn_at:
        return Refusal("FIG-07", "Only a released figure is corrected.")
    if hasattr(result, "replaced_by"):
        return Refusal("FIG-07", "This figure has been corrected already: correct the later one.")
    if not reason.strip():
        return Refusal("FIG-07", "Say why the figure is corrected.")
    return None


def why_not_withdraw(result: Result, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """FIG-08. A withdrawal takes a released figure back and says why."""
    if refusal := why_not_act(
        by, Permission.FIGURE_RELEASE, book=result.book, unit=result.unit, on=on
    ):
        return refusal
    if not result.released_at or result.withdrawn_at or hasattr(result, "replaced_by"):
        return Refusal("FIG-08", "Only a figure that is public now is withdrawn.")
    if not reason.strip():
        return Refusal("FIG-08", "Say why the figure is withdrawn.")
    return None


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
    figure = result.claim
    for start, end in masks:
        if not result.quote_start <= start < end <= result.quote_end:
            return Refusal("FIG-09", "Only words of the quote can be masked.")
        if start < figure.end and figure.start < end:
            return Refusal("FIG-09", "The figure itself cannot be masked.")
    return None

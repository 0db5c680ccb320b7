"""What may be told of a body in numbers, by whom, and what of it the public may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from wardbook.figures.models import Quota, TallySheet
from wardbook.figures.tallies.balance import Fault, Finding
from wardbook.figures.tallies.catalogue import Sheet, is_party, suits
from wardbook.ledger.models import Book
from wardbook.lib import personal
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure, Unit
from wardbook.org.rules import why_not_act

MOST = 9_999_999  # members of one body

NOT_A_PERIOD = Refusal(
    "TAL-03", "Write the period as 2025, 2025-H1, 2025-Q1, 2025-07 or 2020..2025."
)
NO_END = Refusal("TAL-03", "A tally is of a period with an end: name its last month or year.")
NO_QUOTA = Refusal("TAL-04", "A quota is a whole number from 1 to 9999999.")

NO_SHEET = Refusal("TAL-01", "Choose a sheet that a body of this kind and name files.")
ANOTHERS = Refusal("TAL-02", "What this body tells is read and kept by its own side alone.")
CHANGED_MEANWHILE = Refusal(
    "TAL-09", "Somebody else filed or changed this meanwhile: look at it again."
)

# Why a finding keeps numbers from being filed without a word: too many, then too few.
SAYINGS = {
    Fault.BALANCE: (
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, but the lines above it give %(expected)s: %(by)s too many."
            " Mend it, or say why it does not balance.",
        ),
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, but the lines above it give %(expected)s: %(by)s too few."
            " Mend it, or say why it does not balance.",
        ),
    ),
    Fault.CHAIN: (
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, but the period before closed with %(expected)s: %(by)s too"
            " many. Mend it, or say why.",
        ),
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, but the period before closed with %(expected)s: %(by)s too"
            " few. Mend it, or say why.",
        ),
    ),
    Fault.RANGE: (
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, where the rule allows at most %(expected)s: %(by)s too"
            " many. Mend it, or say why.",
        ),
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, where the rule asks for at least %(expected)s: %(by)s too"
            " few. Mend it, or say why.",
        ),
    ),
    Fault.PART: (
        Refusal(
            "TAL-05",
            "“%(line)s” says %(says)s, but is a part of %(expected)s: %(by)s too many. Mend it, or"
            " say why.",
        ),
    ),
    Fault.UNKNOWN: (
        Refusal(
            "TAL-05",
            "“%(line)s” is blank: type 0 if there was nobody, or say why nobody knows.",
        ),
    ),
}


# Who


def why_not_reach(by: Tenure, unit: Unit, sheet: Sheet | None = None) -> Refusal | None:
    """TAL-02. What a body tells is its own and of the Party committee that leads it; what is the
    Party's, of the Party side alone.

    Source: design, Party-side items are private until that body releases each one.
    """
    if by.post.unit.kind in PARTY_SIDE:
        return None
    private = unit.kind in PARTY_SIDE or (sheet is not None and is_party(sheet, unit.kind))
    own = by.post.unit_id in {place.pk for place in unit.path}
    return None if own and not private else ANOTHERS


def why_not(
    permission: str, by: Tenure, unit: Unit, *, sheet: Sheet | None, book: Book, on: date
) -> Refusal | None:
    """Whether a post has a permission for what a body tells."""
    refusal = why_not_act(by, permission, book=book, unit=unit, on=on)
    return refusal or why_not_reach(by, unit, sheet)


# What


def why_not_sheet(sheet: Sheet | None, unit: Unit) -> Refusal | None:
    """TAL-01. A body files the sheets of the catalogue that fit its kind and its name."""
    return None if sheet is not None and suits(sheet, unit) else NO_SHEET


def why_not_period(text: str, others: Iterable[Period], *, today: date) -> Refusal | None:
    """TAL-03. A period has begun and has an end, and no other of the body shares its days.

    A year that is told by its quarters is their sum: nothing computable is filed.
    """
    try:
        period = Period(text)
    except NotAPeriod:
        return NOT_A_PERIOD
    if period.end_on is None:
        return NO_END
    if period.start_on > today:
        return Refusal("TAL-03", "This period has not begun.")
    if other := next((one for one in others if share_days(one, period)), None):
        values = (("period", other.text),)
        return Refusal(
            "TAL-03",
            "These days are told already, in %(period)s: correct that, or leave this to its sum.",
            values,
        )
    return None


def share_days(one: Period, other: Period) -> bool:
    """Do two periods tell of the same days? A term ends in the year in which the next begins."""
    if ".." in one.text and ".." in other.text:
        (a, b), (c, d) = (map(int, period.text.split("..")) for period in (one, other))
        return a < d and c < b
    return one.overlaps(other)


def why_not_numbers(sheet: Sheet, numbers: Mapping[str, int | None]) -> Refusal | None:
    """TAL-04. A sheet tells whole numbers of its own lines, at least one; a blank is no nought."""
    if not set(numbers) <= set(sheet.codes):
        return Refusal("TAL-04", "This sheet has no such line: look at it again.")
    told = [number for number in numbers.values() if number is not None]
    if not told:
        return Refusal("TAL-04", "Type at least one number.")
    if not all(0 <= number <= MOST for number in told):
        return Refusal("TAL-04", "Type whole numbers from 0 to 9999999.")
    return None


def why_not_explained(sheet: Sheet, findings: Sequence[Finding], explained: str) -> Refusal | None:
    """TAL-05. What does not balance is on record with the reason why; without one it waits."""
    if not findings or explained.strip():
        return None
    return saying(sheet, findings[0])


def saying(sheet: Sheet, one: Finding, language: str = "vi") -> Refusal:
    """A finding as a sentence that names its line and by how much it is off."""
    by = one.by or 0
    said = SAYINGS[one.fault][-1 if by < 0 else 0]
    values = (
        ("line", sheet.line(one.line).label[language]),
        ("says", str(one.says)),
        ("expected", str(one.expected)),
        ("by", str(abs(by))),
    )
    return replace(said, values=values)


def why_not_words(*texts: str) -> Refusal | None:
    """TAL-06. No paper, reason or giver that is kept beside a tally names a person.

    Source: Law 91/2025/QH15 on personal data protection [verified]; design, no member register.
    """
    if any(personal.certain(text) or personal.likely(text) for text in texts):
        return Refusal(
            "TAL-06",
            "Leave out names, telephone and identity numbers: a tally counts, a paper is named by"
            " its number.",
        )
    return None


def why_not_source(source: str) -> Refusal | None:
    """TAL-07. A tally names the paper it was read from, a quota who set it and in which."""
    return None if source.strip() else Refusal("TAL-07", "Name the paper: its number and its day.")


def why_not_quota(sheet: Sheet | None, line: str, giver: str, document: str) -> Refusal | None:
    """TAL-07. A tally names the paper it was read from, a quota who set it and in which."""
    if sheet is None or line not in {row.code for row in sheet.with_quota}:
        return Refusal("TAL-07", "Choose a line that is set beside a quota.")
    if not giver.strip():
        return Refusal("TAL-07", "Say who set the quota.")
    return why_not_source(document)


def why_not_term(text: str) -> Refusal | None:
    """TAL-03. A period has begun and has an end, and no other of the body shares its days.

    A quota may be set before its period begins.
    """
    try:
        open_still = Period(text).end_on is None
    except NotAPeriod:
        return NOT_A_PERIOD
    return NO_END if open_still else None


def why_not_value(value: int | None) -> Refusal | None:
    """TAL-04. A sheet tells whole numbers of its own lines, at least one; a blank is no nought."""
    return None if value is not None and 0 < value <= MOST else NO_QUOTA


def why_not_correct(row: TallySheet | Quota, reason: str) -> Refusal | None:
    """TAL-08. A correction replaces the latest version and says why; what it replaces stays."""
    if hasattr(row, "correction"):
        return CHANGED_MEANWHILE
    return None if reason.strip() else Refusal("TAL-08", "Say why it is corrected.")


# What goes public


def why_not_release(row: TallySheet, *, by: Tenure) -> Refusal | None:
    """TAL-10. Somebody else of its side than whoever filed a sheet releases it, once.

    Source: DESIGN §5, whoever did a thing never verifies it.
    """
    if hasattr(row, "correction"):
        return CHANGED_MEANWHILE
    if row.filed_by.person_id == by.person_id:
        return Refusal("TAL-10", "Whoever filed a sheet cannot release it.")
    if row.released_at:
        return Refusal("TAL-10", "This sheet has been released already.")
    if not row.tallies.exists():
        return Refusal("TAL-10", "This sheet was taken back: there is nothing to release.")
    return None


def why_not_withdraw(row: TallySheet, public: TallySheet | None, reason: str) -> Refusal | None:
    """TAL-11. What is public is withdrawn for a stated reason; that it was public stays known.

    ``public`` is the version that the public reads now.
    """
    if public is None or public.pk != row.pk:
        return Refusal("TAL-11", "Only a sheet that is public now is withdrawn.")
    return None if reason.strip() else Refusal("TAL-11", "Say why it is withdrawn.")

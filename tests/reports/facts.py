"""Figures of every indicator, kind, bound and period, drawn for property tests."""

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from wardbook.figures.catalogue import Indicator, indicators
from wardbook.reports.sentences import Fact

PERIODS = (
    st.builds("{}".format, st.integers(2010, 2030))
    | st.builds("{}-H{}".format, st.integers(2010, 2030), st.integers(1, 2))
    | st.builds("{}-Q{}".format, st.integers(2010, 2030), st.integers(1, 4))
    | st.builds("{}-{:02d}".format, st.integers(2010, 2030), st.integers(1, 12))
    | st.builds("{0}-01/{0}-{1:02d}".format, st.integers(2010, 2030), st.sampled_from([9, 11]))
    | st.builds("{}/".format, st.integers(2010, 2025))
    | st.builds("{}/{}".format, st.integers(2010, 2015), st.integers(2016, 2020))
    | st.builds("{}..{}".format, st.integers(2010, 2015), st.integers(2016, 2020))
    | st.builds("reporting:{}-H1".format, st.integers(2010, 2030))
)
ROWS = {row.code: row for row in indicators()}


@st.composite
def facts(draw: st.DrawFn, kinds: tuple[str, ...] = (), key: str = "result/1") -> Fact:
    row = draw(
        st.sampled_from([row for row in ROWS.values() if {*row.kinds} & {*(kinds or KINDS)}])
    )
    kind = draw(st.sampled_from([kind for kind in row.kinds if kind in (kinds or KINDS)]))
    value = draw(values(row, kind))
    wide = kind in {"count", "money"} and draw(st.booleans())
    base = draw(st.integers(1, 5000).map(Decimal)) * scale(row) if kind == "ratio" else None
    assume(not value == base == 24)  # "24/24" is the whole day to the reader
    return Fact(
        key=key,
        value=value,
        value_max=value + draw(values(row, kind)) if wide else None,
        base=base,
        measure=row.measure,
        bound=draw(st.sampled_from(["exact", "at_least", "at_most", "about"])),
        period=draw(PERIODS),
        name=row.name_vi,
        kind=kind,
        direction=draw(st.sampled_from(["up", "down"])) if kind == "change" else "",
        better=row.direction,
    )


KINDS = ("count", "money", "percent", "ratio", "change")


def scale(row: Indicator) -> int:
    return 10**7 if row.measure.startswith("đồng") else 1


def values(row: Indicator, kind: str) -> st.SearchStrategy[Decimal]:
    """Values such as papers give: whole counts, shares to two places, money to ten thousands."""
    if kind == "percent" or row.measure.startswith(("%", "điểm")):
        return st.decimals("0.01", "99.99", places=2)
    if row.measure.startswith("đồng"):
        return st.integers(1, 10**7).map(lambda tens: Decimal(tens) * 10**4)
    return st.integers(1, 10**6).map(Decimal)

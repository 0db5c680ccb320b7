"""A text read from end to end: its figures with all their fields, and the checks between them."""

from decimal import Decimal

from wardbook.reader.checking.checks import find_checks
from wardbook.reader.checking.relations import relate, scene_of
from wardbook.reader.dating.periods import date_figures
from wardbook.reader.finding.figures import find_figures
from wardbook.reader.naming.subjects import name_subjects
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Check, Figure, Reading


def read(text: str) -> Reading:
    """Everything the grammar finds; offsets and quotes are those of ``text`` as it was given."""
    passage = Passage(text)
    figures = find_figures(passage).figures
    figures = name_subjects(passage, date_figures(passage, figures))
    scene = scene_of(passage, figures)
    related = (_given(passage, figure) for figure in relate(scene))
    return Reading(tuple(related), tuple(find_checks(scene)))


def _given(passage: Passage, figure: Figure) -> Figure:
    start, end = passage.given(figure.start), passage.given(figure.end)
    return figure._replace(start=start, end=end, quote=passage.source[start:end])


def as_json(reading: Reading) -> dict[str, list[dict[str, object]]]:
    """The reading in the schema: decimals as strings, fields that say nothing left out."""
    return {
        "figures": [_figure_json(figure) for figure in reading.figures],
        "checks": [_check_json(check) for check in reading.checks],
    }


def _figure_json(figure: Figure) -> dict[str, object]:
    said = {name: value for name, value in figure._asdict().items() if value is not None}
    return {name: _plain(value) for name, value in said.items()}


def _check_json(check: Check) -> dict[str, object]:
    return {name: _plain(getattr(check, name)) for name in Check.__slots__}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value

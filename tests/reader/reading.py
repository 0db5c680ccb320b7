"""What the finder says of a sentence, in forms short enough to compare in a test."""

from wardbook.reader.finding.figures import find_figures
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure


def figures(text: str) -> list[Figure]:
    return find_figures(Passage(text)).figures


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


def values(text: str) -> list[str]:
    return [f"{figure.value:f}" for figure in figures(text)]


def units(text: str) -> list[str]:
    return [figure.unit for figure in figures(text)]


def kinds(text: str) -> list[str]:
    return [figure.kind for figure in figures(text)]


def bounds(text: str) -> list[str]:
    return [figure.bound for figure in figures(text)]


def directions(text: str) -> list[str | None]:
    return [figure.direction for figure in figures(text)]


def others(text: str) -> list[tuple[str, str]]:
    return [
        (text[other.start : other.end], other.why) for other in find_figures(Passage(text)).others
    ]

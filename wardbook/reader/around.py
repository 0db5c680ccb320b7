"""Figures in the words around them: which sentence, which line, what stands between two."""

from dataclasses import dataclass

from wardbook.reader.passage import Passage, Span
from wardbook.reader.schema import Figure


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure where it stands.

    ``before`` are the words since the figure before it in its sentence, or since the sentence
    began; ``after`` those to the next figure or the sentence's end. Both are in lower case.
    """

    figure: Figure
    index: int
    line: int
    sentence: int
    before: str
    after: str
    opens: bool  # the first figure of its sentence

    @property
    def id(self) -> str:
        return self.figure.id


def spots(passage: Passage, figures: list[Figure]) -> list[Spot]:
    """The figures in the order of the text, one spot each."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    lines = _places(passage.lines, ordered)
    sentences = _places(passage.sentences, ordered)
    return [_spot(passage, ordered, at, lines[at], sentences) for at in range(len(ordered))]


def _spot(
    passage: Passage, figures: list[Figure], at: int, line: int, sentences: list[int]
) -> Spot:
    figure, sentence = figures[at], sentences[at]
    start, end = passage.sentences[sentence]
    opens = at == 0 or sentences[at - 1] != sentence
    closes = at + 1 == len(figures) or sentences[at + 1] != sentence
    if not opens:
        start = figures[at - 1].end
    if not closes:
        end = figures[at + 1].start
    return Spot(
        figure,
        at,
        line,
        sentence,
        passage.text[start : figure.start].lower(),
        passage.text[figure.end : end].lower(),
        opens,
    )


def _places(spans: list[Span], figures: list[Figure]) -> list[int]:
    """For each figure the index of the span it starts in; both are in order, one walk does."""
    places, at = [], 0
    for figure in figures:
        while at + 1 < len(spans) and spans[at + 1][0] <= figure.start:
            at += 1
        places.append(at)
    return places

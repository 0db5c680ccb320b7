"""Figures in the words around them: which sentence, which line, what stands between two."""

from bisect import bisect_right
from dataclasses import dataclass

from wardbook.reader.passage import Passage, Span
from wardbook.reader.schema import Figure


@dataclass(frozen=True, slots=True)
class Spot:
    """One figure where it stands.

    ``before`` are the words since the figure before it in its sentence, or since the sentence
    began; ``after`` those to the next figure or the sentence's end. Both are in lower case, without
    spaces around.
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
    lines = _places(_unwrapped(passage, passage.lines), ordered)
    spans = _unwrapped(passage, passage.sentences)
    sentences = _places(spans, ordered)
    return [
        _spot(passage, ordered, at, (lines[at], sentences[at]), spans) for at in range(len(ordered))
    ]


def _unwrapped(passage: Passage, spans: list[Span]) -> list[Span]:
    """The spans, joined where only a line broken by its width parts them."""
    whole: list[Span] = []
    for start, end in spans:
        if whole and passage.text[start - 1] in "\r\n" and passage.flow[start - 1] == " ":
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _places(spans: list[Span], figures: list[Figure]) -> list[int]:
    """For each figure the index of the span it starts in."""
    starts = [start for start, _ in spans]
    return [max(0, bisect_right(starts, figure.start) - 1) for figure in figures]


def _spot(
    passage: Passage, figures: list[Figure], at: int, where: tuple[int, int], spans: list[Span]
) -> Spot:
    figure, (line, sentence) = figures[at], where
    start, end = spans[sentence]
    opens = at == 0 or figures[at - 1].start < start
    if not opens:
        start = figures[at - 1].end
    if at + 1 < len(figures) and figures[at + 1].start < end:
        end = figures[at + 1].start
    before, after = passage.flow[start : figure.start], passage.flow[figure.end : end]
    return Spot(figure, at, line, sentence, _plain(before), _plain(after), opens)


def _plain(words: str) -> str:
    """Words one space apart, whatever spaces the text holds; a cue need not think of them."""
    return " ".join(words.split())

"""A report's file that came back: what in it is no longer what the report says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from wardbook.lib.numbers_vi import format_number
from wardbook.lib.ratio import Exact, Fit, Ratio, follows, rounded
from wardbook.reader.finding.lexicon import entries
from wardbook.reader.finding.words import BOUNDS
from wardbook.reader.passage import Passage
from wardbook.reports.align import Found, align
from wardbook.reports.sentences import (
    DIRECTIONS,
    MISSED,
    PASSED,
    PLACE,
    REACHED,
    WITHIN,
    Piece,
    direction,
)
from wardbook.reports.statement import BLANK, Line, Statement
from wardbook.reports.words import Token, laid_out, tidy, tokens

_BOUND_OF = {word: name for name, words in BOUNDS.items() if name for word in entries(words)}
_WAYS = {
    **dict.fromkeys(("tăng", "tăng thêm", "cao hơn"), "up"),
    **dict.fromkeys(("giảm", "giảm bớt", "thấp hơn"), "down"),
    **dict.fromkeys(("không thay đổi", "không đổi", "giữ nguyên"), "same"),
}
# Words beside a period that make another period of it.
_OF_TIME = frozenset(
    token.said
    for token in tokens(
        "năm tháng quý ngày tuần đầu cuối giữa nửa nhiệm kỳ từ đến tới nay trước sau I II III IV"
    )
)
_JOINT = re.compile(r"[\s,/–-]*")
_RATE = re.compile(r" ?/ ?[^\W\d_]+(?: ?/ ?[^\W\d_]+)*")
_LONGEST = 300  # characters of a sentence that a finding shows


class Finding(NamedTuple):
    """One difference. ``kind``: changed · removed · added · unfounded (a word or number that no
    longer follows). ``what``: number · unit · bound · period · date · direction · reached · name.

    Where the report left a blank it is ``filled``. ``before`` is what the report says, or what
    would follow, and ``after`` what the file does; ``key`` names the result.
    """

    kind: str
    what: str
    before: str
    after: str
    sentence: str
    key: str = ""
    part: str = ""


class Seen(NamedTuple):
    """A bound piece as it stands in the file; ``after`` is ``None`` where it stands no more."""

    piece: Piece
    after: str | None
    said: object = None  # the value of a number
    same: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """Everything bound, as found in the file, and every difference in the order of the report."""

    seen: tuple[Seen, ...]
    findings: tuple[Finding, ...]

    @property
    def numbers(self) -> list[Seen]:
        return [one for one in self.seen if one.piece.kind == "number" and one.piece.key]


def compare(statement: Statement, file_text: str) -> Return | None:
    """Set the text of a file beside the report; ``None`` where nothing of the report is in it."""
    text = tidy(file_text)
    stream = tokens(text)
    told = [_Told.of(line) for line in statement.lines]
    places = align([one.tokens for one in told], stream)
    if not any(
        place and one.line.role == "figure" for place, one in zip(places, told, strict=True)
    ):
        return None
    used = [False] * len(stream)
    for place in (place for found in places if found for place in found.places):
        used[place] = True
    file = _File(text, stream, used, laid_out(file_text))
    seen: list[Seen] = []
    findings: list[Finding] = []
    for one, found in zip(told, places, strict=True):
        pieces = list(_look(one, found, file))
        seen += [piece for piece in pieces if piece.piece.kind]
        findings += _differences(one, pieces)
        findings += _unfounded(one.line, pieces)
    return Return(tuple(seen), (*findings, *file.added()))


@dataclass(frozen=True, slots=True)
class _Told:
    """A line of the report with its tokens, and those of each piece that is watched."""

    line: Line
    tokens: list[Token]
    watched: list[tuple[Piece, range]]

    @classmethod
    def of(cls, line: Line) -> "_Told":
        text, kept = tidy(line.text), list[Token]()
        watched: list[tuple[Piece, range]] = []
        found, end = tokens(text), 0
        for piece in line.pieces:
            start, end = end, end + len(piece.text)
            inside = [token for token in found if start <= token.start < end]
            if BLANK in piece.text:  # its words go when it is filled in
                inside = []
            places = range(len(kept), len(kept) + len(inside))
            kept += inside
            if piece.kind:
                watched.append((piece, places))
                continue
            for at, token in zip(places, inside, strict=True):
                if token.counts:
                    watched.append((_loose(token, text), range(at, at + 1)))
        return cls(line, kept, watched)


def _loose(token: Token, text: str) -> Piece:
    """A number in words of the clerk's own: bound to nothing, and watched all the same."""
    return Piece(text[token.start : token.end], token.kind)


@dataclass(frozen=True, slots=True)
class _File:
    """The text of the file, its tokens, and which of them stand for something of the report."""

    text: str
    stream: list[Token]
    used: list[bool]
    page: str  # the text with its breaks

    def words(self, start: int, end: int) -> str:
        return self.text[self.stream[start].start : self.stream[end].end]

    def adds(self, place: int, gap: int) -> bool:
        """Is it a word of nobody's, with only a space between ``gap`` and what stands before?"""
        between = self.text[self.stream[gap - 1].end : self.stream[gap].start]
        token = self.stream[place]
        return token.kind == "word" and not self.used[place] and not between.strip(" ")

    def joined(self, place: int) -> bool:
        """Does nothing end between the token at ``place`` and the next?"""
        between = self.text[self.stream[place].end : self.stream[place + 1].start]
        return _JOINT.fullmatch(between) is not None

    def is_of_time(self, place: int) -> bool:
        """Is it a number or a word of time, and nobody's?"""
        token = self.stream[place]
        return not self.used[place] and (token.counts or token.said in _OF_TIME)

    def added(self) -> Iterator[Finding]:
        """Numbers that stand for nothing in the report."""
        passage = Passage(self.page)
        for token, used in zip(self.stream, self.used, strict=True):
            if token.counts and not used:
                start, end = passage.sentence_at(token.start)
                sentence = self.page[start:end].strip()[:_LONGEST]
                words = self.text[token.start : token.end]
                yield Finding("added", token.kind, "", words, sentence)


def _look(told: _Told, found: Found | None, file: _File) -> Iterator[Seen]:
    """Each watched piece of a line as it stands in the file."""
    for piece, places in told.watched:
        if not places:
            yield _filled(piece, places.start, found, file)
            continue
        pairs = [found.pairs[at] if found else None for at in places]
        there = [place for place in pairs if place is not None]
        if not there:
            yield Seen(piece, None)
            continue
        start, end = _stretched(piece, there[0], there[-1], file)
        whole = None not in pairs and end - start + 1 == len(pairs)
        same = whole and all(
            told.tokens[at].key == file.stream[place].key
            for at, place in zip(places, range(start, end + 1), strict=True)
        )
        if piece.kind == "unit":
            first, end = _widened(start, end, file, right=not same)
            start, same = first, same and first == start
        for place in range(start, end + 1):
            file.used[place] = True
        after = file.words(start, end)
        if piece.kind == "unit" and (rate := _RATE.match(file.text, file.stream[end].end)):
            after, same = after + rate[0], False
        yield Seen(piece, after, file.stream[start].said, same or _means_same(piece, after))
        if piece.kind == "number" and piece.key:
            yield from _new_bound(piece, start, file)


def _filled(piece: Piece, at: int, found: Found | None, file: _File) -> Seen:
    """What was put where the report left a blank."""
    pairs = found.pairs if found else ()
    left = next((place for place in reversed(pairs[:at]) if place is not None), None)
    right = next((place for place in pairs[at:] if place is not None), None)
    if left is None:
        left = right - 2 if right else None
    if left is None:
        return Seen(piece, piece.text, same=True)
    for place in range(left + 1, min(left + 3, len(file.stream)) if right is None else right):
        if file.stream[place].counts and not file.used[place]:
            file.used[place] = True
            return Seen(piece, file.words(place, place), file.stream[place].said)
    return Seen(piece, piece.text, same=True)


def _stretched(piece: Piece, start: int, end: int, file: _File) -> tuple[int, int]:
    """A period with the words of time that were put beside it."""
    if piece.kind != "period":
        return start, end
    first, last = start, end
    while first > 0 and file.is_of_time(first - 1) and file.joined(first - 1):
        first -= 1
    while last + 1 < len(file.stream) and file.is_of_time(last + 1) and file.joined(last):
        last += 1
    return first, last


def _widened(start: int, end: int, file: _File, *, right: bool) -> tuple[int, int]:
    """A unit with the words put between it and its number, and if it changed, those behind it."""
    first = start
    while first > 0 and file.adds(first - 1, first):
        first -= 1
    if first > 0 and file.stream[first - 1].counts:
        start = first
    while right and end + 1 < len(file.stream) and file.adds(end + 1, end + 1):
        if end - start > 1:
            break
        end += 1
    return start, end


def _means_same(piece: Piece, after: str) -> bool:
    """Another word for the same bound or direction."""
    words = after.lower()
    if piece.kind == "bound":
        return _BOUND_OF.get(words, "") == _BOUND_OF[piece.text]
    if piece.kind == "direction":
        return _WAYS.get(words, "") == _WAYS[piece.text]
    return False


def _new_bound(piece: Piece, at: int, file: _File) -> Iterator[Seen]:
    """A word put before a number that makes it a limit or a guess."""
    start = at
    while start > 0 and not file.used[start - 1] and file.stream[start - 1].kind == "word":
        start -= 1
    for first in range(start, at):
        words = file.words(first, at - 1)
        if words.lower() in _BOUND_OF:
            yield Seen(Piece("", "bound", piece.key, f"{piece.part}-bound"), words)
            return


def _differences(told: _Told, pieces: Sequence[Seen]) -> Iterator[Finding]:
    gone = {one.piece.part for one in pieces if one.after is None and one.piece.kind == "number"}
    lost = all(one.after is None for one in pieces)  # then its numbers and periods are named
    for one in pieces:
        piece = one.piece
        implied = piece.part.removesuffix("-unit").removesuffix("-bound") in gone
        named = piece.kind in {"number", "date", "period"}
        if one.same or (one.after is None and not named and (lost or implied)):
            continue
        kind = "removed" if one.after is None else "changed"
        kind = "filled" if BLANK in piece.text else kind
        yield Finding(
            kind,
            piece.kind,
            piece.text,
            one.after or "",
            told.line.text[:_LONGEST],
            piece.key,
            piece.part,
        )


def _unfounded(line: Line, pieces: Sequence[Seen]) -> Iterator[Finding]:
    """Words and computed numbers that do not follow from the numbers as they now stand."""
    if all(one.same for one in pieces):
        return
    stands = {one.piece.part: one for one in pieces if one.piece.part and one.after is not None}
    for part, right in (*_words_due(stands), *_numbers_due(stands)):
        one = stands[part]
        yield Finding(
            "unfounded",
            one.piece.kind,
            right,
            one.after or "",
            line.text[:_LONGEST],
            one.piece.key,
            part,
        )


def _value(stands: dict[str, Seen], part: str) -> Decimal | None:
    said = stands[part].said if part in stands else None
    return said if isinstance(said, Decimal) else None


def _words_due(stands: dict[str, Seen]) -> Iterator[tuple[str, str]]:
    """part of a word → the word that its numbers ask for, where another one stands."""
    value, earlier, target = (_value(stands, part) for part in ("value", "earlier", "target"))
    if "direction" in stands and value is not None and earlier is not None:
        way = _WAYS.get((stands["direction"].after or "").lower())
        due = direction(value, earlier)
        if way and way != due:
            yield "direction", DIRECTIONS[due]
    if "reached" in stands and value is not None and target is not None:
        word = (stands["reached"].after or "").lower()
        bound = stands["target-bound"].after if "target-bound" in stands else ""
        if not _is_true(word, value, target, _BOUND_OF.get((bound or "").lower(), "")):
            yield "reached", ""


def _is_true(word: str, value: Decimal, target: Decimal, bound: str) -> bool:
    """Does the word for a value and its target follow? One we do not know is let through."""
    if word in {REACHED, MISSED}:
        within = value <= target if bound == "at_most" else value >= target
        return within if word == REACHED else not within
    if word in {PASSED, WITHIN}:
        return value > target if word == PASSED else value <= target
    return True


def _numbers_due(stands: dict[str, Seen]) -> Iterator[tuple[str, str]]:
    """part of a computed number → what it should be, where it does not follow."""
    value = _value(stands, "value")
    if value is None:
        return
    of = {"percent": "value-base", "achieved": "target"}
    for part, base in of.items():
        whole = _value(stands, base)
        yield from _due(stands, part, Ratio(value, whole).exact if whole else None)
    earlier = _value(stands, "earlier")
    if earlier is not None:
        gap = abs(value - earlier)
        yield from _due(stands, "difference", gap)
        yield from _due(stands, "growth", Ratio(gap, earlier).exact)


def _due(stands: dict[str, Seen], part: str, exact: Exact | None) -> Iterator[tuple[str, str]]:
    stated = _value(stands, part)
    if stated is None or exact is None:
        return
    exponent = stated.as_tuple().exponent
    place = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    if follows(stated, exact, place=place) is Fit.NONE:
        yield part, format_number(rounded(exact, min(place, PLACE)))

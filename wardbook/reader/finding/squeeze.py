"""A passage with single spaces, on which the grammar works, and the way back to the passage."""

import re
from bisect import bisect_right

from wardbook.reader.passage import Passage, Span, plain_spaces

_WIDE = re.compile(r"[ \u00a0\u2007\u2009\u202f\u3000]{2,}")


class Squeezed:
    """The squeezed ``passage`` and, for any span of it, the span of the original."""

    def __init__(self, original: Passage) -> None:
        pieces, at, length = [], 0, 0
        self._starts, self._shifts = [0], [0]
        self.passage = original
        if "  " not in original.text and plain_spaces(original.text) == original.text:
            return
        for wide in _WIDE.finditer(original.text):
            pieces.append(original.text[at : wide.start() + 1])
            length += wide.start() + 1 - at
            at = wide.end()
            self._starts.append(length)
            self._shifts.append(at - length)
        squeezed = plain_spaces("".join([*pieces, original.text[at:]]))
        self.passage = original if squeezed == original.text else Passage(squeezed)

    def original(self, start: int, end: int) -> Span:
        """Where in the original the span of the squeezed passage lies; it ends on a character."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

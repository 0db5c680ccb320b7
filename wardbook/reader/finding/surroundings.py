"""The words around one number, cut once for every rule that asks about them."""

import re
from dataclasses import dataclass
from functools import cached_property

from wardbook.reader.finding.lexicon import Filed
from wardbook.reader.finding.quantities import Quantity
from wardbook.reader.passage import Passage

BEHIND = 120  # characters looked back over: some twenty-five syllables
AHEAD = 60
_TOKEN = re.compile(r"[^\W\d_]+|[0-9][0-9.,/]*|[^\w\s]")


@dataclass(frozen=True)
class Surroundings:
    """Where a quantity stands: ``words`` to its left (last is nearest), the text to its right."""

    passage: Passage
    quantity: Quantity
    left_start: int

    @cached_property
    def words(self) -> list[str]:
        return _TOKEN.findall(self.passage.flow, self.left_start, self.quantity.start)

    @cached_property
    def right(self) -> str:
        end = self.quantity.end
        return self.passage.flow[end : end + AHEAD].partition("\n")[0]

    def ends_with(self, filed: Filed, at: int | None = None) -> tuple[str, int] | None:
        """The role of the phrase that ends the words (before index ``at``) and its length."""
        words = self.words
        at = len(words) if at is None else at
        if at <= 0:
            return None
        for phrase, role in filed.get(words[at - 1], ()):
            if words[max(0, at - len(phrase)) : at] == phrase:
                return role, len(phrase)
        return None

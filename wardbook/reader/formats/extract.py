"""What every format gives: text in reading order, and what stood around it."""

from dataclasses import dataclass

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.limits import MAX_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of one paper as its format holds it, not yet normalised.

    A paragraph is a line; a table row is a line, its cells joined by " | ". ``margins`` are lines
    that are shown but do not belong to the text (headers, footers, titles, lines inside a cell);
    they are searched for a secrecy marking and then forgotten.
    """

    kind: str
    text: str
    margins: tuple[str, ...] = ()
    pages: int | None = None
    warnings: tuple[Refusal, ...] = ()


TOO_LONG = Refusal(
    "PAPER-09",
    "This paper holds more than %(limit)s characters. Divide it and send its parts.",
    (("limit", f"{MAX_CHARACTERS:,}"),),
)


def joined(lines: list[str]) -> str:
    """Lines as one text, or ``Refused`` when they are more than is read."""
    if sum(map(len, lines)) + len(lines) > MAX_CHARACTERS:
        raise Refused(TOO_LONG)
    return "\n".join(lines)

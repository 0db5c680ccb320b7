"""A subject in its pieces, and how they are put together."""

from dataclasses import dataclass

from wardbook.lib.text import fold
from wardbook.reader.naming.phrases import NUMBER_OF

_LONGEST = 9  # syllables


@dataclass(frozen=True, slots=True)
class Named:
    """A subject in its pieces."""

    head: str  # the noun counted, with what qualifies it
    core: str  # what stood before the number
    text: str


def as_written(unit: str, quote: str) -> str:
    """The unit with the slips of the typist, which a subject keeps: "ngừơi"."""
    written = quote[-len(unit) :] if unit else ""
    is_slip = fold(written) == fold(unit) and written.lower() != unit
    return written if is_slip else unit


def compose(head: str, core: str) -> Named:
    text = f"{head} {core}".replace(" ,", ",").strip()
    words = NUMBER_OF.sub("", text, count=1).split()
    return Named(head, core, " ".join(words[:_LONGEST]).strip(","))


def is_said_in(words: list[str], text: str) -> bool:
    return set(map(str.lower, words)) <= set(text.lower().split())


def in_sentence(subject: str) -> str:
    """Without the capital that only began a sentence."""
    is_word = subject[1:2].islower()
    return subject[:1].lower() + subject[1:] if is_word else subject

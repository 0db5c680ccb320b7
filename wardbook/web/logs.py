"""What reaches the log: never a number or name of a person, nor a word that opens their work."""

import logging
import re

from wardbook.lib import personal

MASK = "▒▒▒"
OWN = re.compile(r"(?:(?<=/d/)|(?<=/dates/))[^/\s?\"']+")  # addresses that are secrets


class Discreet(logging.Formatter):
    """Formats a record, tracebacks included, and masks what may be about a private person."""

    def format(self, record: logging.LogRecord) -> str:
        text = OWN.sub(MASK, super().format(record))
        said, at = [], 0
        for start, end in sorted(personal.certain(text) + personal.likely(text)):
            if end > at:
                said += [text[at : max(at, start)], MASK]
                at = end
        return "".join([*said, text[at:]])

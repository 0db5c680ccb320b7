"""Lists of words as they stand in a source file, turned into something quick to look up."""

import re

Filed = dict[str, list[tuple[list[str], str]]]


def word_set(words: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(words.split())


def entries(*groups: str) -> frozenset[str]:
    """The phrases of texts in which ``|`` or a line break parts one from the next."""
    parts = (part.strip() for group in groups for part in re.split(r"[|\n]", group))
    return frozenset(part for part in parts if part)


def by_last_word(roles: dict[str, str]) -> Filed:
    """The phrases of each role, filed with it under their last word, longest first."""
    filed: Filed = {}
    for role, group in roles.items():
        for phrase in entries(group):
            words = phrase.split()
            filed.setdefault(words[-1], []).append((words, role))
    for found in filed.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return filed


def by_first_word(phrases: frozenset[str]) -> dict[str, re.Pattern[str]]:
    """For each first word one pattern that tries its phrases, longest first."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        groups.setdefault(phrase.split()[0], []).append(re.escape(phrase))
    return {first: re.compile(f"(?:{'|'.join(group)})(?!\\w)") for first, group in groups.items()}


_BEFORE = re.compile(r"((?:\(\?<!(?:[^()|\\\[]|\[[^\]]*\])+\))+)([^\W\d_])")
_ONE = re.compile(r"\(\?<!((?:[^()|\\\[]|\[[^\]]*\])+)\)")


def first_letters(pattern: str) -> str:
    """The pattern with what must not stand before a letter asked behind it: the same matches.

    A search passes over a branch whose first letter is another; what stands before, it must try.
    """

    def turned(found: re.Match[str]) -> str:
        letter = found[2]
        return letter + "".join(f"(?<!{before}{letter})" for before in _ONE.findall(found[1]))

    return _BEFORE.sub(turned, pattern)

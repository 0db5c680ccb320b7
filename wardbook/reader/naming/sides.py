"""The words to the left and to the right of a number that say what it counts."""

import re

from wardbook.reader.naming.phrases import (
    AGAINST,
    AGE,
    DOERS,
    LIGHT,
    MOVES,
    PAPER,
    STOPS,
    TEAMS,
    TIERS,
    strip_links,
    strip_openers,
    strip_organ,
    strip_place,
    times_in,
    untimed,
    without_time,
)

_BREAK = re.compile(
    r"(?=[;\n|….:(),])(?:[;\n|…]|[.:](?=\s|$|[(“])|[()]|,(?!\s?\d)"
    r"|(?:(?<=\w{3})|(?<=[)%]))[.](?=[^\W\d_]))"  # the space left out
)
_ACRONYM = re.compile(r"\s*\([^()\d]{1,12}\)")
_QUOTES = re.compile('[“”"]')
# "Nhiều nhất là trộm cắp", "chỉ tiêu chưa đạt là kênh mương": what follows is counted.
_POINTING = re.compile(
    r"^.*(?:nhất|đáng \w+|chưa đạt|nổi bật|khó khăn|chủ yếu|nguyên nhân) là (?=\w+ \w)"
    r"|^.*(?:nằm|rơi|tập trung|thuộc) (?:ở|vào|về) (?=\w+ \w)",
    re.IGNORECASE,
)
# "Hội đề ra mỗi tổ kết nạp": what is aimed at is counted.
_AIMING = re.compile(
    r"^.*(?<!\w)(?:phấn đấu|đề ra|dự kiến|đặt (?:ra )?mục tiêu|quyết tâm) (?=\w+ \w)", re.IGNORECASE
)
# What those patterns hold: they are tried only where it stands.
_POINTS = (" là ", " ở ", " vào ", " về ")
_AIMS = ("phấn", "đề ra", "dự kiến", "mục tiêu", "quyết tâm")
_DIGIT = re.compile("[0-9]")
_GRADE = re.compile(r"\s(?:mức độ|mức|cấp độ) \d(?!\w)")  # "định danh điện tử mức 2"
_OWNED = re.compile(
    r"\s(?:\d|hai|ba)\s+cấp(?=\s)"
    r"|\scủa\s+(?:toàn\s+|cả\s+)?(?:huyện|quận|xã|phường|thị trấn|tỉnh|thành phố)(?=\s)"
)
_LINKING = ("của", "ở", "tại")  # "doanh thu năm 2021 của hợp tác xã": the noun stands before
_REACH = 140  # how far left of a number its noun may begin
# One more member of a list, of at most two words, before what ends it.
_MEMBER = re.compile(r",\s([^\W\d_]+(?:\s[^\W\d_]+)?)(?=\s?[,.;()](?!\d))")
_RIGHT_REACH = 90
_LONGEST = 8  # syllables of a phrase before a number


def last_piece(between: str) -> str:
    """What follows the last break before a number; a comma inside a phrase is none."""
    window = between.rstrip(' :(“"')[-_REACH:]
    breaks = [match.end() for match in _BREAK.finditer(window)]
    if not breaks:
        return window
    last = len(breaks) - 1
    while last >= 0 and window[breaks[last] - 1] == ",":
        start = breaks[last - 1] if last else 0
        if not _continues(window[start : breaks[last] - 1], window[breaks[last] :]):
            break
        last -= 1
    return window[breaks[last] if last >= 0 else 0 :]


def _continues(before: str, piece: str) -> bool:
    """Whether a comma only joins short members of one phrase: "trong sạch, vững mạnh"."""
    rest = strip_links(untimed(piece).replace(",", " ").split())
    if not 0 < len(rest) <= 3 or strip_openers(rest) != rest or rest[0].lower() in LIGHT:
        return False
    first = untimed(before.lower()).split()
    return 0 < len(first) <= 7 and strip_openers(first) == first


def left_phrase(left: str) -> str:
    """The noun or verb phrase that ends before a number, from behind the last time it names."""
    text = _uncapped(_without_rest(_QUOTES.sub("", " ".join(left.split()))))
    words: list[str] = []
    end = len(text)
    for match in [*reversed(times_in(text.lower())), None]:
        words = _phrase(text[match.end() if match else 0 : end])
        if (words and words[0].lower() not in _LINKING) or not match:
            break
        end = match.start()
    if len(words) > 2 and words[0].lower() in MOVES:
        words = words[1:]
    if len(words) > _LONGEST:
        words = _without_tail(_OWNED.sub("", " ".join(words)).split())
    if len(words) > _LONGEST and words[0].lower() in ("tỷ", "tỉ", "số", "tổng", "mức"):
        words = words[:_LONGEST]
    return " ".join(words[-_LONGEST:]).strip(",()– -")


def _without_rest(text: str) -> str:
    """Without ages, papers and grades, and what only points or aims at what is counted."""
    lower = text.lower()
    if any(word in lower for word in _POINTS):
        text = _POINTING.sub("", text)
    if any(word in lower for word in _AIMS):
        text = _AIMING.sub("", text)
    if _DIGIT.search(text):
        text = PAPER.sub(" ", AGE.sub(" ", _GRADE.sub("", text)))
    return text


def _without_tail(words: list[str]) -> list[str]:
    """A long phrase up to where, through whom or since when."""
    for at in range(2, len(words)):
        if words[at].lower() in ("qua", "tại", "ở", "theo"):
            return words[:at]
    return words


def _uncapped(text: str) -> str:
    """Without the capital that only began a sentence; a name has capitals on."""
    first, _, rest = text.partition(" ")
    is_word = first[1:].islower() and not rest[:1].isupper()
    return text[:1].lower() + text[1:] if is_word else text


def _phrase(text: str) -> list[str]:
    words = _with_doer(strip_links(strip_place(text).split()))
    acting = _with_doer(strip_organ(words))
    if acting or not words or words[0].lower() not in TEAMS:
        words = acting
    while len(words) > 2 and words[-2].lower() == "của" and words[-1].lower() in TIERS:
        words = strip_links(words[:-2])
    return words


def _with_doer(words: list[str]) -> list[str]:
    """Without what opens the clause; but "người dân đóng" would say little without who."""
    bare = strip_openers(words)
    doer = " ".join(words[-len(bare) - 2 : len(words) - len(bare)]).lower()
    return words[-len(bare) - 2 :] if len(bare) < 2 and doer in DOERS else bare


def rank_phrase(left: str) -> str:
    """Who holds a rank: "quận xếp thứ"; nothing where only "xếp thứ" is said."""
    words = strip_openers(without_time(left).split())[-6:]
    return _uncapped(" ".join(words)) if len(words) > 2 else ""


def naming_words(left: str, *, with_plan: bool) -> list[str]:
    """The words before a number that would name something of their own, not what it is against."""
    text = untimed(left.lower())
    return strip_openers(strip_links((text if with_plan else AGAINST.sub(" ", text)).split()))


def right_phrase(text: str, start: int, end: int, next_start: int | None) -> tuple[str, int]:
    """What qualifies the noun after a number, and the offset where it ends.

    Words that run on to the next number without a break belong to that number.
    """
    end = min(end, start + _RIGHT_REACH)
    runs_on = next_start is not None and next_start < end
    right = AGE.sub(_blank, text[start : next_start if runs_on else end])
    stop = STOPS.search(_ACRONYM.sub(_blank, right))
    if stop:
        right = right[: stop.start() + _members(right, stop.start())]
    words = right.replace("_", " ").split()
    if not stop:
        words = strip_links(words)
        if runs_on and words:
            return "", start
    words = _ACRONYM.sub("", without_time(" ".join(words))).split()
    if words[:2] == ["còn", "lại"]:
        words = words[2:]
    return " ".join(words[:7]), start + len(right)


def _members(right: str, at: int) -> int:
    """How long the list goes on that a comma parts: "cá, mực"; nothing where a clause begins."""
    found = _MEMBER.match(right, at)
    if found is None:
        return 0
    words = found[1].split()
    if at == 0 and words[0] not in TIERS:
        return 0
    is_noun = strip_openers(words) == words == strip_links(words) and words[0] not in LIGHT
    return len(found[0]) if is_noun and words[0] not in MOVES else 0


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])

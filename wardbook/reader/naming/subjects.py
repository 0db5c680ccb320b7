"""What each figure counts: a short noun phrase made of the words that stand around it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from wardbook.lib.text import fold
from wardbook.reader.dating.outline import Line, outline
from wardbook.reader.dating.times import Role, Time
from wardbook.reader.naming.bodies import find_bodies
from wardbook.reader.naming.named import Named, as_written, compose, in_sentence, is_said_in
from wardbook.reader.naming.phrases import (
    ACCIDENT,
    BACK,
    BARE_MEASURES,
    COMPARING,
    EACH,
    EVERY,
    FRACTION,
    GENERIC,
    HARMS,
    HOLE,
    LED,
    LIGHT,
    MEASURES,
    OF_PLAN,
    PEOPLE,
    PERSONS,
    PLANNED,
    REPORTS,
    ROLES,
    SAYING,
    SIZES,
    WHOLE_BESIDE,
    strip_links,
    strip_openers,
    strip_place,
)
from wardbook.reader.naming.rows import name_row
from wardbook.reader.naming.sides import (
    last_piece,
    left_phrase,
    naming_words,
    rank_phrase,
    right_phrase,
)
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure

_SENTENCE = re.compile(r"(?=[.!?…])(?:[.!?…]\s|(?:(?<=\w{3})|(?<=[)%]))[.](?=[^\W\d_]))")
_PARTS = re.compile(
    r"\b(?:gồm|trong đó|phân loại|trong số (?:này|đó)|cụ thể|chia ra)\b", re.IGNORECASE
)
# Labels that order a text or open a speech, and name nothing counted.
_STRUCTURE = re.compile(
    r"^\W*(?:phó |trưởng |chủ tịch|bí thư|giám đốc|hiệu trưởng|phóng viên|ông |bà |đồng chí )|"
    r"(?:phân|chia|xét|tính)(?: ra)? theo|gồm|cụ thể|chia ra|nội dung|số liệu|giải trình|trong đó"
    r"|phân loại|như sau|kết quả|ghi chú|thuyết minh|nhận xét|đánh giá|cho biết|nói|khoe"
    r"|chia sẻ|khẳng định|báo cáo|cho rằng|nhấn mạnh|(?:kế hoạch|công văn|tờ trình) số|[“\"]"
)
# "Về BHXH tự nguyện, kế hoạch năm 240 người": what the sentence is about.
_ABOUT = re.compile(
    rf"(?:^|[.!?;]\s*)\W*(?:về|đối với|phía)\s+([^,.;:\d{HOLE}]{{3,40}}),[^.!?;]*$", re.IGNORECASE
)
_JOINTS = ("và", ",", ", và")
_PERSONS = ("nguoi", "ng")  # without marks
_COVERS = ("bhxh", "bhyt", "bhtn", "bảo")
_RECALL = 1_000  # how far back a noun is looked for
_SIZED = re.compile(r"(?:dài|rộng|sâu|cao)\s")
_DONE = re.compile(r"\s(?:đã|được|đang|chưa)\s")
# "Hộ nghèo vay 5 tỷ, hộ cận nghèo 7 tỷ": the verb is said once.
_DEED = re.compile(r"\s(?:đóng góp|góp|vay|ủng hộ|nộp|đầu tư|hưởng)$")
_ACTS = re.compile(r"(?:^|\s)(?:thu|chi|trả|bán|mua|cho|vay|góp|nợ|hỗ trợ)(?:\s|$)")
_EXTREMES = ("cao nhất", "thấp nhất", "nhiều nhất", "ít nhất", "lớn nhất", "nhỏ nhất")
_POINTING = ("con số", "số liệu")  # at a number
_LONG_HEAD = 4  # syllables that leave little room for more


def name_subjects(passage: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with ``subject`` and ``unit_of_government`` filled."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    has_budget = "ngân sách" in passage.flow
    subjects: list[str] = []
    timeless = _timeless(passage, ordered)
    for line in outline(passage, [figure.start for figure in ordered], counted_only=True):
        first = last = len(subjects)
        while last < len(ordered) and ordered[last].start < line.end:
            last += 1
        if line.is_row:
            subjects += name_row(passage.text, line, ordered[first:last], has_budget=has_budget)
        else:
            namer = _LineNamer(timeless, line, ordered[first:last], has_budget)
            subjects += namer.read()
    named = {f.id: subject for f, subject in zip(ordered, subjects, strict=True)}
    bodies = find_bodies(passage)
    return [f._replace(subject=named[f.id], unit_of_government=bodies.of(f.start)) for f in figures]


def _timeless(passage: Passage, figures: list[Figure]) -> str:
    """The text with a hole for each time it names, since no time belongs to a subject."""
    pieces, at = [], 0
    for time in passage.times:
        if time.role is Role.ASIDE or _covers(figures, time):
            continue
        pieces += [passage.text[at : time.start], HOLE * (time.end - time.start)]
        at = time.end
    return "".join([*pieces, passage.text[at:]])


def _covers(figures: list[Figure], time: Time) -> bool:
    """Whether a figure reaches into the time."""
    at = bisect_left(figures, time.end, key=lambda figure: figure.start) - 1
    return at >= 0 and figures[at].end > time.start


@dataclass(slots=True)
class _LineNamer:
    """Names the figures of one line from left to right; later ones lean on earlier ones."""

    text: str
    line: Line
    figures: list[Figure]
    has_budget: bool  # the paper speaks of a budget: a bare "thu" is its revenue
    last: Named | None = None  # what a gloss speaks of
    previous: Named | None = None  # of the figure just before
    whole: Named | None = None  # the total whose parts are listed …
    whole_unit: str = ""  # … and the noun it counts
    topic: str = ""  # the label before a colon
    by_unit: dict[str, Named] = field(default_factory=dict)  # named last in each unit
    told: bool = False  # the label stood right before a number of its own
    taken: int = 0  # up to here the words belong to the figure before

    def read(self) -> list[str]:
        subjects = []
        for at, figure in enumerate(self.figures):
            start = self.figures[at - 1].end if at else self.line.body
            between = self.text[start : figure.start]
            self._follow_structure(at, between)
            named = self._gloss(at, between) if at else None
            if named is None:
                named = self._own(at, self.text[max(start, self.taken) : figure.start])
                if not WHOLE_BESIDE.search(between):  # "78 hộ trên tổng số 2.294 hộ, chiếm 3%"
                    self.last = self.by_unit[figure.unit] = named
            self.told = self.told or between.rstrip().endswith(":")
            self.previous = named
            subjects.append(in_sentence(named.text))
        return subjects

    def _follow_structure(self, at: int, between: str) -> None:
        """Notes where a sentence ends, where parts begin and which label stands before them."""
        if _SENTENCE.search(between):
            self.whole, self.topic = None, ""
        if self.last and self.whole is None and _PARTS.search(between):
            self.whole, self.whole_unit = self.last, self.figures[at - 1].unit
        about = _ABOUT.search(between)
        if about:
            self.topic = left_phrase(about[1])
        label = between.rfind(":")
        if label > 0 and not between[label + 1 : label + 2].isdigit():  # no clock time
            start = max(between.rfind(". ", 0, label), between.rfind("; ", 0, label))
            words = between[start + 1 : label]
            topic = "" if _STRUCTURE.search(words.lower()) else left_phrase(words)
            self.topic, self.told = topic if len(topic.split()) <= 8 else "", False

    def _gloss(self, at: int, between: str) -> Named | None:
        """What a figure says more about, where it names nothing of its own."""
        figure, last = self.figures[at], self.last
        if last is None or _SENTENCE.search(between):
            return None
        other = self._other_side(at, between)
        if other:
            return other
        start = max(figure.start - len(between), self.taken)
        left = last_piece(self.text[start : figure.start]).strip("+-−– ")
        words = naming_words(left, with_plan=figure.kind == "target")
        again = self._again(at, left, words)
        if again:
            return again
        if words[:2] == ["bình", "quân"] or EACH.match(left) or self._is_each(figure, left):
            return self._mean(figure, left)
        if not is_said_in(words, last.text):
            return None
        if between.rfind("(") > between.rfind(")") or left.lower().startswith("mỗi "):
            return self.previous
        if not strip_openers(left.split()) or figure.kind in ("count", "ratio"):
            return None
        return self._measured(figure)

    def _measured(self, figure: Figure) -> Named | None:
        """A change speaks of the nearest figure before it in its own unit."""
        is_size = figure.kind == "change" and figure.unit not in ("%", "lần")
        return self.by_unit.get(figure.unit, self.last) if is_size and self.last else self.last

    def _again(self, at: int, left: str, words: list[str]) -> Named | None:
        """What words that only judge, compare or say a share in words speak of."""
        figure = self.figures[at]
        if self._only_says(at, words):
            return self.last
        of_plan = OF_PLAN.match(self._right(at)[0].lower()) if figure.kind == "percent" else None
        if of_plan and SAYING.fullmatch(" ".join(words) or "hoàn thành"):
            return self.last
        part = figure.unit == "%" and FRACTION.search(left.lower())
        compares = COMPARING.match(" ".join(strip_openers(left.split())))
        return self._measured(figure) if part or compares else None

    def _other_side(self, at: int, between: str) -> Named | None:
        """The second of two sides, or the plan of the figure before it."""
        figure, last = self.figures[at], self.last
        if figure.unit == "%" and between.rstrip().endswith("="):
            return last
        if last and between.strip() == "/":
            right, self.taken = self._right(at)
            return compose(self._head(figure, right), last.core)
        plan = PLANNED.search(between.lower()) if figure.kind == "target" else None
        return Named("", "", f"{plan[0]} {(self.whole or last).text}") if plan and last else None

    def _only_says(self, at: int, words: list[str]) -> bool:
        """ "Hoàn thành 88%" says how far the figure before it got."""
        is_percent = self.figures[at].unit == "%" and not self._right(at)[0]
        return is_percent and SAYING.fullmatch(" ".join(words)) is not None

    def _is_each(self, figure: Figure, left: str) -> bool:
        """ "3.915 lượt …, mỗi buổi 45 lượt": the same again, for each of something."""
        counts = figure.unit in self.by_unit and figure.unit.lower() not in MEASURES
        return counts and EVERY.fullmatch(left.strip()) is not None

    def _mean(self, figure: Figure, left: str) -> Named | None:
        """ "Bình quân", "tính ra mỗi hộ 2 triệu đồng": what was counted in this unit, for each."""
        if figure.kind == "change" or self.last is None:
            return self.last
        each = EACH.match(left) or EVERY.fullmatch(left.strip())
        if each is None:
            return Named("", "", f"{self.last.text} bình quân")
        mean = "bình quân " if "bình quân" in each[0].lower() else ""
        of = self.by_unit.get(figure.unit) or self.last
        is_noun = figure.unit.lower() not in MEASURES and figure.unit not in self.by_unit
        words = strip_links(each["each"].split())
        return compose("", f"{figure.unit if is_noun else of.text} {mean}{' '.join(words)}")

    def _own(self, at: int, between: str) -> Named:
        """The subject by the figure's own words, those before it and those behind it."""
        figure = self.figures[at]
        right, self.taken = self._right(at)
        if not right and self._is_joined(at + 1):
            right = self._right(at + 1)[0]
        head = self._head(figure, right)
        core = self._core(between, has_right=bool(right))
        if figure.kind == "rank":
            core = rank_phrase(last_piece(between))
        special = self._special(at, between, Named(head, core, right)) or self._led(at, core, right)
        if special:
            return special
        is_bare = head.lower() == figure.unit.lower()
        if is_bare and not right:
            head = self._qualified(at, head, core)
        is_part = self.whole is not None and self.topic == self.whole.core and core
        if self.topic and not is_part and len(f"{head} {core}".split()) <= 3 - self.told:
            core = f"{core} {'' if is_said_in(self.topic.split(), core) else self.topic}".strip()
        words = self._beside(at, head, core.split(), has_right=bool(right))
        if is_bare and self._names_itself(head, " ".join(words)):
            head = ""
        return compose(head, "" if is_said_in(words, head) else " ".join(words))

    def _led(self, at: int, core: str, right: str) -> Named | None:
        """ "Thu nhập bình quân (nghị quyết 62 triệu, thực hiện 60)": the words before say what."""
        if right or not ROLES.fullmatch(core.lower()):
            return None
        before = self.text[self.line.body : self.figures[at].start]
        opened = LED.search(before)
        lead = left_phrase(last_piece(before[: opened.start()])) if opened else ""
        return compose("", lead) if lead and not re.search(r"\d", lead) else None

    def _special(self, at: int, between: str, own: Named) -> Named | None:
        """Wholes, victims and rates, whose subject is not what stands beside the number."""
        figure, last = self.figures[at], self.last
        if WHOLE_BESIDE.search(between) and figure.unit.lower() not in MEASURES:
            return compose(own.head, "tổng số")
        if last and not own.core and (not own.head or own.text.startswith("mỗi ")):
            return self.by_unit.get(figure.unit, last) if own.head else last
        harm = self._harm(at) if own.core.lower() in HARMS else ""
        return compose("", f"{harm} {own.core}") if harm else None

    def _harm(self, at: int) -> str:
        """The accident whose victims are counted."""
        before = self.text[max(0, self.figures[at].start - _RECALL) : self.figures[at].start]
        return next((found[0].lower() for found in reversed([*ACCIDENT.finditer(before)])), "")

    def _names_itself(self, noun: str, core: str) -> bool:
        """ "Thuê bao Internet là 15.208" and "dân số 900 người" say before what is counted."""
        is_people = noun.lower() in PERSONS and PEOPLE.match(core.lower()) is not None
        return is_people or is_said_in(noun.split(), core)

    def _qualified(self, at: int, noun: str, core: str) -> str:
        """A bare noun with what its whole says of it, or what was said of it before."""
        if self.whole and core and self.figures[at].unit == self.whole_unit:
            whole = self.whole.head
            return whole if 0 < len(whole.split()) < _LONG_HEAD else noun
        return self._said_before(at, noun) if not core and not self.topic else noun

    def _beside(self, at: int, head: str, words: list[str], *, has_right: bool) -> list[str]:
        """The words before a number that go with its noun."""
        if has_right and len(words) <= 2 and words and words[-1].lower() in LIGHT:
            return []
        if len(head.split()) >= _LONG_HEAD:
            words = words[-3:]
        if fold(head) in _PERSONS and words and words[0].lower() in _COVERS:
            return [*self._joining(at), *words]
        return words

    def _joining(self, at: int) -> list[str]:
        """ "Tham gia" between people and their insurance, where the text says it nearby."""
        near = self.text[max(0, self.figures[at].start - _RECALL) : self.figures[at].end + _RECALL]
        return ["tham", "gia"] if "tham gia" in near.lower() else []

    def _said_before(self, at: int, noun: str) -> str:
        """A bare noun with what qualified it where it was said before."""
        start = max(0, self.figures[at].start - _RECALL)
        before = self.text[start : self.figures[at].start]
        same = re.compile(rf"(?<!\w){re.escape(fold(noun))}(?=\s)")  # whatever its slips
        for found in reversed(list(same.finditer(fold(before)))):
            end = before.find("\n", found.end())
            phrase, _ = right_phrase(before, found.end(), end if end > 0 else len(before), None)
            phrase = strip_place(phrase)
            if len(phrase.split()) > 1 and not re.search(r"\d", phrase):
                return f"{noun} {phrase}"
        return noun

    def _core(self, between: str, *, has_right: bool) -> str:
        left = last_piece(between)
        reported = REPORTS.sub("", left)
        if has_right or reported.strip():
            left = reported
        core = "" if left.split()[-1:] == ["và"] else left_phrase(left)
        if core.lower() in ("thu", "chi") and self.has_budget:
            return f"{core} ngân sách"
        if self.last is None:
            return "" if core.lower() in _POINTING else core
        if has_right:
            return "" if BACK.fullmatch(core.lower()) else self._sized(core, self.last)
        if not core:
            return self._unsaid(left, between, self.last)
        if BACK.fullmatch(core.lower()):
            return self.last.core or self.last.text
        deed = None if _SENTENCE.search(between) else _DEED.search(self.last.core)
        if deed and len(core.split()) < _LONG_HEAD and not _ACTS.search(core.lower()):
            return f"{core} {deed[0].strip()}"
        return self._sized(core, self.last)

    def _sized(self, core: str, last: Named) -> str:
        """A bare measure with what was measured before."""
        if core.lower() in _EXTREMES:
            of = last.core or last.text
            for extreme in _EXTREMES:
                of = of.removesuffix(extreme).strip()
            return f"{of} {core}"
        if core.lower() in BARE_MEASURES:
            return f"{core.removeprefix('đạt ')} {last.core or last.text}"
        if core.lower() in SIZES and _SIZED.match(last.core.lower()):
            return f"{core} {last.core.partition(' ')[2]}"
        return core

    def _unsaid(self, left: str, between: str, last: Named) -> str:
        """What a figure without words of its own leans on: "diện tích còn lại"."""
        if left.lower().rstrip().endswith("còn lại"):
            of = " ".join(_DONE.split(last.head or last.core)[0].split()[:3])
            return f"{of} còn lại"
        return last.core if between.strip() in _JOINTS else ""

    def _is_joined(self, at: int) -> bool:
        """Whether only "và" or a comma parts a figure from the one before it."""
        if at >= len(self.figures):
            return False
        return self.text[self.figures[at - 1].end : self.figures[at].start].strip() in _JOINTS

    def _right(self, at: int) -> tuple[str, int]:
        after = self.figures[at + 1].start if at + 1 < len(self.figures) else None
        return right_phrase(self.text, self.figures[at].end, self.line.end, after)

    def _head(self, figure: Figure, right: str) -> str:
        """The noun counted: the unit, unless it only measures, and what qualifies it."""
        if figure.kind == "rank":
            return ""
        quote = self.text[figure.start : figure.end]
        unit = figure.unit
        found, _, behind = quote.rpartition(unit) if unit else ("", "", "")
        if found:  # "43 lượt đồng chí": the noun behind the classifier
            right = f"{behind.strip(' /')} {right}".strip()
        if self.whole and unit.lower() in GENERIC:
            unit = self.whole_unit
        lower = unit.lower()
        is_said = right.lower().startswith(lower) or (lower == "căn" and right.startswith("nhà"))
        if is_said or "/" in lower or lower in MEASURES:
            return right
        return f"{as_written(unit, quote)} {right}".strip()

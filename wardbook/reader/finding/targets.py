"""Which figures are aims, not results: what is planned, assigned, demanded or permitted."""

import re
from bisect import bisect_right
from functools import cached_property

from wardbook.reader.finding.horizon import Horizon
from wardbook.reader.finding.lexicon import first_letters, word_set
from wardbook.reader.finding.surroundings import Surroundings
from wardbook.reader.passage import Passage

# From such words on, the rest of the sentence speaks of what is to come. A first letter spares the
# search most places.
_INTENT = re.compile(
    first_letters(
        r"(?=[cdđhklmnpqstvxy])\b(?:(?<!sự )(?<!nỗ lực )(?<!tinh thần )(?<!cố gắng )phấn đ[ấâ]u"
        r"|(?<!thực hiện )(?<!chương trình )(?<!đạt )(?<!các )m[ụu]c tiêu"
        r"(?= (?!quốc gia|xóa|giảm nghèo))"
        r"|dự kiến|đ[ặă]t (?:ra )?(?:chỉ tiêu|m[ụu]c tiêu|kế hoạch)"
        r"|sẽ(?!\w)(?! (?:thấy|rõ|biết|hiểu|nhận ra))"
        r"|dự (?:định|tính|liệu)|phải đạt|quyết tâm|hướng tới"
        r"|muốn (?:có|đạt|thêm|nâng|giảm|đón|thu|trồng|xây)"
        r"|dự báo|trọng tâm (?:quý|tháng|năm|thời gian)"
        r"|(?<!đúng )(?<!trước )(?<!trễ )(?<!quá )(?<!sai )(?<!sớm )(?<!lỗi )hẹn"
        r"(?= (?:đến|tới|cuối|hết|trong|sang|năm|quý|tháng|trước|sẽ)(?!\w))"
        r"|tiến tới"
        r"|(?:thống nhất|đề ra|xác định|đặt ra|thông qua)"
        r"[^.;\n]{0,60}?đến (?:hết |cuối )?(?:năm )?20"
        r"|(?<![^\W\d_] )nghị quyết (?:đại hội |hđnd )?đề ra(?= [^\W\d_]{2,} [^\W\d_]{2,})"
        r"|theo nghị quyết[^.;\n]{0,30}? đến (?:hết |cuối )?(?:năm )?20"
        r"|phải (?:giảm|tăng|hoàn thành|bảo đảm|đảm bảo|kết nạp|xóa|thu)"
        r"(?= (?:[^\W\d_]+ ){0,3}(?:ít nhất|tối thiểu|từ))"
        r"|(?<!\d )(?<!số )(?<!các )(?<!đạt )(?<!theo )(?<!đúng )(?:kiến nghị|đề nghị|yêu cầu)"
        r"(?=[^.;:\n]{0,60}?(?<!\w)phải(?!\w))"
        r"|(?:(?:mỗi|hằng|hàng) năm|chỉ đạo) phải"
        r"|xây dựng dự toán|quyết nghị|(?:kiến nghị|đề xuất|đề nghị|đặt ra|đề ra|yêu cầu) ?:"
        r"|(?<!quyết )(?<!tiêu )(?<!hoạch )(?<!đã )đề ra(?= [^\W\d_]{2,} [^\W\d_]{2,})"
        r"|đăng ký (?:cán đích|về đích|đạt|hoàn thành|vào|trồng|xây|kết nạp"
        r"|giảm|làm|thực hiện|thu|xóa)|chậm nhất|hạn chót|lộ trình đến"
        r"|(?:cần|còn phải) (?:đạt|phấn đấu|huy động|bố trí|thu|giải ngân|xóa|xây)"
        r"|không để(?: [^\W\d_]+){0,6} (?:quá|vượt|dưới|trên)"
        r"|(?:quận|huyện|tỉnh|phố|xã|phường|trên) yêu cầu"
        r"|(?:quận|huyện|tỉnh|phố|thị xã) giao (?:mỗi|cho|các|từng)|(?:thời gian|nhiệm kỳ) tới"
        r"|(?:quý|tháng|năm) sau(?! (?:[^\W\d_]+ hơn|tăng|giảm|so))"
        r"|(?:tháng|quý|(?<!đầu )năm|tuần)(?: \d+| [ivx]+)? tới"
        r"(?! (?:giữa|cuối|đầu|hết|tháng|ngày|quý|nay|\d{1,2}[/.-]\d))"
        r"|(?:sang|vào) (?:năm|năm học|vụ|quý|tháng) mới"
        r"|từ (?:nay|giờ|bây giờ) (?:cho )?(?:đến|tới)(?!\w)"
        r"|(?<!nghị )(?<!giải )(?<!phán )quyết (?:giữ|nâng|kéo|đưa|hạ|vươn|phủ|xóa|xoá|lo)(?!\w)"
        r"|xin (?:nhận|đăng ký|hứa)|nhắm (?:tới|đến|đích|mục tiêu)"
        r"|(?<!ký )(?<!bản )cam kết(?= (?:[^\W\d_]+ ){0,3}[0-9])|sắp tới"
        r"|(?:(?<!theo )(?<!ứng )yêu cầu|chỉ đạo|đôn đốc)(?= (?:[^\W\d_]+ ){1,9}"
        r"(?:(?:trước|xong|hết) (?:(?:ngày|tháng|quý|vụ|năm)(?!\w)|[0-9])|ít nhất|tối thiểu))"
        r"|sang năm(?: \d+)?(?=[^.;\n]{0,60}(?:phải|nhận|cần))"
        r"|(?:đề nghị|kiến nghị|đề xuất|xin)(?: [^\W\d_]+){1,6}? (?:hỗ trợ|cấp|bố trí|bổ sung"
        r"|sửa chữa|đầu tư|lắp|nâng cấp|(?:xử lý|giải quyết) dứt điểm)(?! trên)"
        r"(?= (?:[^\W\d_]+ ){0,3}[0-9])"
        r"|phải(?= [^\W\d_]+ (?:ít nhất|tối thiểu)(?!\w))"
        r"|(?:kế hoạch|phương hướng) (?:năm|vụ|quý|tháng|nhiệm kỳ) [^,;:.()\n]{0,24} ?:"
        r"(?= [^\W\d_])"
        r"(?![^.\n]*(?:thực hiện|kết quả|được|đạt [0-9]))"
        r"|quý (?:[1-4]|i{1,3}|iv) ?: (?:đưa|nâng|kéo|hạ)"
        r"(?= [^.;\n0-9]*(?:lên|xuống) (?:trên|dưới|ít nhất|tối thiểu|không quá))"
        r"|(?:hỗ trợ|vay|phạt|chi|thưởng) (?:tối đa|không quá|không vượt quá))"
    )
)
# From such words on it is told what is or was.
_DONE = re.compile(
    first_letters(
        r"\b(?:đã|kết quả|đến nay|trước đây|(?<!lần )(?<!với )(?<!hơn )hiện (?:nay|có|đang|tại)"
        r"|thực hiện được|năm qua|bầu"
        r"|mới (?:được|đạt|tổ chức)|chỉ (?:bằng|đạt|được)"
        r"|tính đến|năm trước|cùng kỳ|vừa qua|có mặt)(?!\w)"
    )
)
# Such words before a colon lead in the rest of their paragraph.
_LEAD_IN = re.compile(
    r"(?=[dđmpq])(?:phấn đấu|(?<!thực hiện )(?<!các )mục tiêu(?! quốc gia)|quyết nghị|dự kiến)"
    r"(?: [^\W\d_]+){0,3}(?: (?:19|20)\d\d)? ?:"
)
_FORMER = re.compile(
    r"\((?=[^()]*(?:năm (?:19|20)\d\d|hiện|cùng kỳ|trước|đang|ngoái))[^()]*\Z"
    r"|(?:lần|so|so với|hơn)"
    r" (?:(?:ước|thực|hiện"
    r"|cuối|đầu|năm|nhiệm kỳ|cùng kỳ|mức|kỳ|trước|(?:19|20)\d\d) ?){1,6}\([^()]*\Z"
)
_TO_LEVEL = re.compile(r"[^.;\n]{0,60}?(?<!trở )(?<!\w)(?:xuống|lên|còn)(?!\w)")

# A plan named right at the number; a word of result between them breaks the tie.
_PLAN_WORDS = word_set("tiêu hoạch hoach trần chế toán giao mức kh dt nq quyết cầu ký quá mỗi đòi")
_GIVERS = word_set(": , ; ( ủy uỷ trên huyện tỉnh quận phố xã phường trấn hđnd ubnd nước")
_PLAN_NAMES = r"chỉ tiêu|kế hoạch|kế hoach|dự toán|nghị quyết"
_RESULTS = (
    "đạt|đã|được(?! giao)|vượt|hoàn|thực|chiếm|bằng|có|còn|gồm|với|cho|lên|xuống|tăng|giảm|về|và"
)
_PLAN = re.compile(
    r"(?:chỉ tiêu|kế hoạch|kế hoach|dự toán|định mức|hạn mức|mức đăng ký|\bkh|\bdt|được giao"
    r"|(?:trên|huyện|tỉnh|hđnd|ubnd|biên chế) giao|mục tiêu(?! quốc gia)|(?:so với|mức) yêu cầu"
    r"|(?:(?<!\d )nghị quyết|\bnq)(?= (?:giao|đề ra|hđnd|đại hội|năm|là|:|[(]|\Z)))"
    rf"(?: (?!{_RESULTS}|của(?! [^\W\d_]+ giao))[^\W\d_]+){{0,5}}"
    r"(?: (?:19|20)[0-9]{2})?(?: (?:là|:|trên|dưới|hơn|gần|khoảng|từ))*(?: [:(])? \Z"
)
_PLAN_IN_BRACKETS = re.compile(
    rf"(?:{_PLAN_NAMES}|giao|kh|yêu cầu|mức (?:khống chế|trần|quy định)|định mức|hạn mức)"
    r"(?: [^\W\d_]+){0,5}(?: (?:19|20)[0-9]{2})? \( \Z"
    r"|(?:giao|đề ra)(?: (?:là|đầu năm|năm (?:19|20)[0-9]{2}))? \( (?:giảm|tăng)"
    r"(?: [^\W\d_]+){0,3} \Z"
)
# "so với chỉ tiêu giảm 16 hộ": a planned fall; but "đạt 98% kế hoạch tăng 5%".
_PLAN_MOVES = re.compile(
    rf"(?<!% )(?:{_PLAN_NAMES})"
    r"(?: (?:năm|giao|là|đề ra|được|huyện|xã|tỉnh|quận|phải|20[0-9]{2})){0,4}"
    r" (?:giảm|tăng)(?: thêm)? \Z"
    r"|nghị quyết(?: chỉ)? (?:đòi|đặt|yêu cầu)(?: hỏi| ra)? \Z"
    r"|(?<!% )(?:chỉ tiêu|kế hoạch|mục tiêu)(?: [^\W\d_]+){0,2} (?:nâng|hạ|điều chỉnh|đẩy)"
    r"(?: (?:lên|xuống|thành|còn|tới|đến))+ \Z"
)
_PLAN_AFTER = re.compile(rf" (?:{_PLAN_NAMES}) (?:đề ra|giao)(?!\w)")
_ASSIGNED_AFTER = re.compile(r" (?:(?:cấp )?trên|được|huyện|quận|tỉnh|thành phố) giao(?!\w)")
_OF_PLAN_AFTER = re.compile(
    r" (?:[^\W\d_]+ ){0,5}?(?:là|tới) [0-9]"
    r"| (?:của (?:cả )?(?:năm|nhiệm kỳ|huyện|nghị quyết)|đề ra|đặt ra|mà |cả năm)"
)
_LIMIT = re.compile(r"\bkhông (?:vượt|quá)(?: (?:quá|mức|trần|định|quy|khống|chế|tỷ|lệ))+ \Z")
# "mỗi chi hội giúp ít nhất 01 hộ", "cần 7,2 tỷ đồng": demanded of each, asked for.
_DEMAND = re.compile(r"\bmỗi .*(?:ít nhất|tối thiểu|không quá) \Z")

# --- Headings -------------------------------------------------------------------------------------
_AIM_HEADING = re.compile(
    r"phương hướng|mục tiêu(?! quốc gia)|chỉ tiêu|định hướng|kế hoạch (?:năm|tháng|quý|công tác)"
    r"|nhiệm vụ(?: và giải pháp| công tác| trong){0,2}(?: [69])? ?"
    r"(?:$|:|quý|tháng|năm|nhiệm kỳ|thời gian|trọng tâm|chủ yếu|cụ thể|cuối|đến)"
)
_STRONG_HEADING = re.compile(r"phương hướng|mục tiêu|nhiệm vụ|phấn đấu|định hướng")
_REQUEST_HEADING = re.compile(
    r"(?:[ivx]+|\d{1,2}|[a-zđ])?[.)/]? ?(?:những )?(?:kiến nghị|đề xuất|đề nghị)"
)
_RESULT_HEADING = re.compile(
    r"kết quả|tình hình|đánh giá|thực trạng|tồn tại|hạn chế|thực hiện|ưu điểm|nguyên nhân|báo cáo"
    r"|đặc điểm|thành tích|đạt được|sơ kết|tổng kết"
)
# "- Mục tiêu sang năm?": the lines that answer speak of what is to come.
_AIM_QUESTION = re.compile(
    r"mục tiêu|sang năm|(?:năm|nhiệm kỳ|thời gian|quý|vụ) (?:tới|sau)|sắp tới|tới đây|phấn đấu"
    r"|dự kiến|phương hướng|kế hoạch"
)
_RESULT_QUESTION = re.compile(r"thực hiện|kết quả|đạt được|hoàn thành|đến đâu|qua\b|năm nay")
_ITEM = re.compile(r"\s*(?:[-–•*+►]|\(?[0-9]{1,2}[.)/]|[a-zđ][.)])\s?")
_DIGIT = re.compile(r"[0-9]")
_LEVEL = re.compile(
    r"\s*(?:(?P<roman>[IVX]+)[.)/]|(?P<number>[0-9]{1,2})[.)]|(?P<letter>[a-zđ])[.)])"
)
_LEVELS = {None: 0, "roman": 1, "number": 2, "letter": 3}
_RESULT_ITEM = re.compile(
    r"(?:đạt|bằng) [0-9.,]+ ?% (?:kế|dự|chỉ tiêu|kh|nghị|so)|so với kế hoạch|\bđã\b|cùng kỳ"
)


class Aims:
    """The stretches of a passage that speak of what is to be reached."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._cached: tuple[int, list[int], list[int]] = (-1, [], [])

    def covers(self, around: Surroundings) -> bool:
        """Whether the sentence or the section of a quantity speaks of aims."""
        at = around.quantity.start
        if around.words[-1:] == ["từ"] and _TO_LEVEL.match(around.right):
            return False
        start = self._starts[bisect_right(self._starts, at) - 1]
        intents, dones = self._signals(start)
        aimed, done = _last_before(intents, at), _last_before(dones, at)
        if aimed < 0 and not self._in_section(at) and not self._horizon.is_before(start):
            return False
        if done > aimed:
            return False
        return not _FORMER.search(self._passage.flow, max(start, at - 60), at)

    def names(self, around: Surroundings, *, firmly: bool = False) -> bool:
        """Whether the words at the quantity call it planned: "chỉ tiêu 60", "75 triệu trên giao".

        ``firmly`` asks for the forms that hold even after "vượt": "vượt chỉ tiêu 15 trên giao".
        """
        if around.quantity.numerator is not None:
            return False
        if _ASSIGNED_AFTER.match(around.right):
            return True
        near = around.words[-9:]
        if near[-1:] == ["cần"] and around.quantity.is_money:
            return True
        if near[-1:] == ["giao"] and _GIVERS.issuperset(near[-2:-1]):
            return True
        if near[-1:] == ["mức"] and _PLAN_AFTER.match(around.right):
            return True
        if _PLAN_WORDS.isdisjoint(near):
            return False
        said = " ".join([*near, ""])
        if _LIMIT.search(said) or _DEMAND.search(said) or _PLAN_MOVES.search(said):
            return True
        loose = not firmly or _OF_PLAN_AFTER.match(around.right)
        return bool((_PLAN if loose else _PLAN_IN_BRACKETS).search(said))

    @cached_property
    def _horizon(self) -> Horizon:
        return Horizon(self._passage)

    @cached_property
    def _starts(self) -> list[int]:
        """Where sentences begin; a semicolon ends a piece of one, not the sentence."""
        text, starts, open_end = self._passage.text, [], False
        for start, end in self._passage.sentences:
            if not open_end:
                starts.append(start)
            open_end = text[end - 1] == ";"
        return starts or [0]

    def _signals(self, start: int) -> tuple[list[int], list[int]]:
        """Where the sentence that begins at ``start`` turns to aims and to results."""
        if self._cached[0] != start:
            after = bisect_right(self._starts, start)
            end = self._starts[after] if after < len(self._starts) else len(self._passage.flow)
            flow = self._passage.flow
            intents = [match.end() for match in _INTENT.finditer(flow, start, end)]
            if self._is_led(start):
                intents.insert(0, start)
            dones = [match.end() for match in _DONE.finditer(flow, start, end)]
            self._cached = (start, intents, dones)
        return self._cached[1], self._cached[2]

    def _is_led(self, start: int) -> bool:
        """Whether an earlier sentence of the paragraph leads in aims: "Năm 2022, phấn đấu: …"."""
        flow = self._passage.flow
        line = flow.rfind("\n", 0, start) + 1
        lead = _LEAD_IN.search(flow, line, start)
        return bool(lead) and not _DONE.search(flow, lead.end() if lead else start, start)

    def _in_section(self, at: int) -> bool:
        turn = bisect_right(self._turns, at) - 1
        return turn >= 0 and self._sections[turn][1]

    @cached_property
    def _turns(self) -> list[int]:
        return [at for at, _ in self._sections]

    @cached_property
    def _sections(self) -> list[tuple[int, bool]]:
        """Where the text turns to aims under a heading, and where it turns back."""
        turns, state = [(0, False)], _Section()
        for line in self._passage.lines:
            words = self._passage.flow[slice(*line)].strip()
            if words:
                text = self._passage.text[slice(*line)]
                heads = _heads(words, text)
                ahead = heads and self._horizon.is_before(line[0])
                aiming = state.read(words, text, heads=heads, ahead=ahead)
                if aiming != turns[-1][1]:
                    turns.append((line[0], aiming))
        return turns


def _last_before(places: list[int], at: int) -> int:
    found = bisect_right(places, at) - 1
    return places[found] if found >= 0 else -1


class _Section:
    """Read line by line: whether the section it stands in is one of aims."""

    def __init__(self) -> None:
        self.aiming = False
        self.level = 0
        self.weak = False  # a heading of "chỉ tiêu" alone may head results; it covers a list only
        self.in_list = False
        self.begun = False  # a heading may run over two lines
        self.asked = False  # an answer to what is to come

    def read(self, words: str, text: str, *, heads: bool, ahead: bool) -> bool:
        """``heads``: the line is a heading; ``ahead``: of a time that the paper cannot report."""
        if words[-1] == "?":
            self.asked = bool(_AIM_QUESTION.search(words)) and not _RESULT_QUESTION.search(words)
            return False
        return self._read(words, text, heads=heads, ahead=ahead) or self.asked

    def _read(self, words: str, text: str, *, heads: bool, ahead: bool) -> bool:
        marker = _ITEM.match(words)
        told = marker and (not heads or _DIGIT.search(words, marker.end()))
        is_item = bool(told) or "|" in words or "\t" in text.strip()
        if heads:
            level = _LEVEL.match(text)
            self._heading(words, _LEVELS[level.lastgroup if level else None], ahead=ahead)
        else:
            self.begun = True
            self.aiming = self.aiming and (is_item or not self.in_list)
        self.in_list = self.aiming and (is_item or self.in_list)
        if self.weak and not is_item:
            return False
        return self.aiming and not (is_item and _RESULT_ITEM.search(words))

    def _heading(self, words: str, depth: int, *, ahead: bool) -> None:
        if _RESULT_HEADING.search(words):
            self.aiming = False
        elif ahead or _AIM_HEADING.search(words) or _REQUEST_HEADING.match(words):
            self.aiming, self.level, self.in_list = True, depth, False
            self.begun = False
            self.weak = "chỉ tiêu" in words and not _STRONG_HEADING.search(words)
        elif self.aiming and self.begun and depth <= self.level and not words.endswith(":"):
            self.aiming = False


def _heads(words: str, text: str) -> bool:
    """A line that announces the lines below it: short, and no sentence of its own."""
    if "|" in words or "\t" in text or len(words) > 200:
        return False
    if words[-1] == ":" or text.isupper():
        return True
    return words[-1] not in ".;,!?…" and words[0] not in "-–+•*"

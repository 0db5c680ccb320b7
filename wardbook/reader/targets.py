"""Which figures are aims, not results: what is planned, assigned, demanded or permitted."""

import re
from bisect import bisect_right
from functools import cached_property

from wardbook.reader.passage import Passage
from wardbook.reader.surroundings import Surroundings

_INTENT = re.compile(
    r"(?<!sự )(?<!nỗ lực )(?<!tinh thần )phấn đấu|(?<!thực hiện )(?<!chương trình )mục tiêu(?! quốc gia)"
    r"|dự kiến|đặt (?:ra )?(?:chỉ tiêu|mục tiêu)|(?<!\w)sẽ(?!\w)|quyết tâm|hướng tới|tiến tới"
    r"|(?:thống nhất|đề ra|xác định|quyết nghị|đặt ra|thông qua)[^.;\n]{0,60}?đến (?:hết |cuối )?(?:năm )?20"
    r"|(?:đề nghị|kiến nghị|đề xuất)|chỉ tiêu (?:đến|năm|nhiệm kỳ|phấn đấu|cụ thể)[^.;\n]{0,40}:"
    r"|nhiệm kỳ tới|năm tới|thời gian tới|cần (?:đạt|phấn đấu)|lộ trình đến"
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|kết quả|đến nay|trước đây|hiện nay|hiện có|hiện|thực hiện được|năm qua|bầu)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")
_PLAN = re.compile(
    r"(?:chỉ tiêu|kế hoạch|dự toán|định mức|hạn mức|(?<!\w)kh(?!\w)|(?<!\w)dt(?!\w)|được giao|trên giao"
    r"|mục tiêu|nghị quyết|(?<!\w)nq(?!\w)|giao)"
    r"(?: (?!đạt|đã|được(?! giao)|vượt|hoàn|thực|chiếm|bằng|có|còn|gồm|với|cho|lên|xuống|tăng|giảm)[^\W\d_]+){0,4}"
    r"(?: (?:19|20)[0-9]{2})?(?: (?:là|:|trên|dưới|hơn|gần|khoảng))?(?: ?[:(])? ?\Z"
)
_ASSIGNED_AFTER = re.compile(r"\s(?:[^\W\d_]+\s){0,2}?(?:trên giao|được giao|cấp trên giao)(?!\w)")
_AIM_HEADING = re.compile(
    r"phương hướng|mục tiêu|chỉ tiêu (?:chủ yếu|phấn đấu|đến|năm 20|cơ bản|cụ thể|nhiệm kỳ)|nhiệm vụ (?:trọng tâm|năm|chủ yếu|6 tháng)"
)
_RESULT_HEADING = re.compile(
    r"kết quả|tình hình|đánh giá|thực trạng|tồn tại|hạn chế|thực hiện (?:chỉ|mục)"
)
_ITEM = re.compile(r"\s*(?:[-–•*+►]|\(?[0-9]{1,2}[.)/]|[a-zđ][.)])\s?")


class Aims:
    """The stretches of a passage that speak of what is to be reached."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage

    @cached_property
    def _sections(self) -> list[tuple[int, bool]]:
        """Where the text turns to aims under a heading, and where it turns back."""
        turns: list[tuple[int, bool]] = []
        flow, aiming, in_list = self._passage.flow, False, False
        for start, end in self._passage.lines:
            line = flow[start:end].strip()
            if not line:
                continue
            is_item = bool(_ITEM.match(line))
            now = aiming
            if len(line) < 200 and line[-1] not in ".;,":
                if _RESULT_HEADING.search(line):
                    now = False
                elif _AIM_HEADING.search(line):
                    now, in_list = True, False
            if now and aiming and in_list and not is_item:
                now = False
            in_list = is_item or (in_list and now)
            if now != aiming:
                turns.append((start, now))
            aiming = now
        return turns

    @cached_property
    def _turns(self) -> list[int]:
        return [at for at, _ in self._sections]

    def covers(self, around: Surroundings) -> bool:
        """Whether the sentence or the section of a quantity speaks of aims."""
        at = around.quantity.start
        turn = bisect_right(self._turns, at) - 1
        start, _ = self._passage.sentence_at(at)
        before = self._passage.flow[start:at]
        intents = list(_INTENT.finditer(before))
        done = None
        for done in _DONE.finditer(before):
            pass
        if intents:
            return done is None or done.start() < intents[-1].start()
        return turn >= 0 and self._sections[turn][1] and done is None

    def names(self, around: Surroundings) -> bool:
        """Whether the words at the quantity call it planned: "chỉ tiêu 60", "75 triệu trên giao"."""
        if around.quantity.numerator is not None:
            return False
        if _ASSIGNED_AFTER.match(around.right):
            return True
        return bool(_PLAN.search(" ".join(around.words[-9:])))

"""What each figure counts: a short noun phrase made of the words that stand around it."""

import re
from dataclasses import dataclass, replace

from wardbook.reader.bodies import find_bodies
from wardbook.reader.outline import Line, cells, outline
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure
from wardbook.reader.time_words import lowered

_MEASURES = frozenset(
    "% ‰ ha km m m2 m3 mét met con tấn tạ kg g lít lần điểm bậc hạng đồng usd ngày giờ phút tháng "
    "năm căn mẫu sào công phần mw kwh".split()
)


def _words(text: str) -> str:
    return "|".join(sorted(text.split(","), key=len, reverse=True))


# Words that link a figure to its noun but name nothing.
_BEFORE = (
    "đạt,là,còn,được,có,đã,đang,sẽ,gồm,bao gồm,trên,hơn,gần,khoảng,ước,ước đạt,ước khoảng,xấp xỉ,"
    "chỉ,chỉ có,chỉ còn,chỉ đạt,mới,mới đạt,mới được,với,cho,lên,lên tới,lên đến,xuống,xuống còn,"
    "tới,đến,từ,bằng,chiếm,tăng,giảm,vượt,thêm,và,thì,tương đương,tương ứng,tức,đối với,ở,tại,"
    "mức,tối thiểu,tối đa,ít nhất,không quá,dưới,độ,chừng,ngót,cỡ,của,cả,trong đó,hoàn thành,"
    "đạt mức,vẫn,cũng,không dưới,gấp,hụt,thiếu,cao hơn,thấp hơn,nhiều hơn,ít hơn,thêm được,"
    "bình quân đạt,đạt tỷ lệ,quy ra,toàn bộ,nâng,nhích,kéo,những,các,một,như,số,phấn đấu"
)
_TRAILING = re.compile(rf"(?:(?:^|\s)(?:{_words(_BEFORE)}))+\s*$")
_AFTER = (
    "đạt,là,còn,được,gồm,bao gồm,trên,hơn,gần,khoảng,với,cho,và,thì,bằng,chiếm,tăng,giảm,vượt,"
    "trong đó,so với,so,tương đương,tương ứng,để,nhằm,do,vì,nhưng,mới,đã,có,mà,trở lên,từ,trong,"
    "vào,tại,ở,theo,cộng,nay,này,ấy,đó"
)
_ENDING = re.compile(rf"(?:(?:^|\s)(?:{_words(_AFTER)}))+\s*$")
_OPENING = re.compile(
    r"(?:\s*(?:trong đó|trong số này|trong số đó|cụ thể|cụ thể là|riêng|đồng thời|qua đó|nhờ đó|theo đó|nhờ vậy"
    r"|đến nay|hiện nay|hiện|kết quả|ngoài ra|bên cạnh đó|tuy nhiên|nhưng|và|còn|với|có|đã|đang"
    r"|sẽ|cũng|vẫn|chỉ|tiếp tục|phấn đấu|trước đó|như vậy|toàn|về|từ đó|sau khi|gồm|được|thì|mà"
    r"|là|cho|số|theo báo cáo|tính|khi|để|nhằm|mỗi|các|những)(?=\s|$))+\s*"
)
_TIME = re.compile(
    r"(?:(?:trong|từ|đến|tính đến|vào|sang|so với|so|của)\s+)?(?:(?:đầu|cuối|giữa|hết|đầu)\s+)*"
    r"(?:(?:ngày|tháng|quý|năm học|năm|nhiệm kỳ|giai đoạn|vụ \w+ \w+|vụ|\d+ tháng (?:đầu|cuối))"
    r"[\s\d./–-]*)+(?:\d[\d./–-]*|nay|qua|trước|này)"
)
_ORGAN = re.compile(
    r"(?:(?:toàn|cả)\s+)?(?:ubnd|hđnd|đảng ủy|đảng uỷ|đảng bộ|quận ủy|huyện ủy|ban chấp hành"
    r"|ủy ban nhân dân|ủy ban kiểm tra|ban thường vụ|hội đồng nghĩa vụ quân sự|phường|xã|thị trấn"
    r"|quận|huyện|thị xã|thành phố|địa phương|mặt trận|trung tâm [^\d,]*? (?:phường|xã|quận|huyện)"
    r"|trạm y tế|trạm|công an|lực lượng công an|đại hội|bộ phận [^\s]+ (?:phường|xã))\b"
)
_PIVOT = re.compile(r"\s(?:đã|đang|sẽ|cũng|vẫn)\s")
_STOP_AFTER = re.compile(
    r"[,;.:()\n|]|\s[–—-]\s|\s(?:đạt(?=\s+[\d(])|bằng|chiếm|so với|trong đó|tương đương"
    r"|tương ứng|trở lên|tại|với|từ|vào|về|nhằm|để|theo|do|vì|trong (?:năm|quý|tháng|đó)|năm"
    r"|là|gồm|tăng|giảm|thì|mà|nhưng|được(?=\s*$)|qua)(?=\s|$)"
)
_START_BEFORE = re.compile(r"[,;.:()\n|“”\"](?=\s|$|[(“])|\s[–—-]\s|…")
_GLOSS = re.compile(
    r"\s*[,(]?\s*(?:(?:đạt|chiếm|bằng|tức|tương đương|tương ứng|hoàn thành|vượt|tăng|giảm|ước|ước đạt"
    r"|đạt tỷ lệ|mới|mới bằng|mới đạt|là|hụt|thiếu|còn thiếu|cao hơn|nhiều hơn|trên|hơn|gần|khoảng|về số tuyệt đối)\s*)*"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure with the words to both sides of it, up to the nearest break."""

    left: str
    right: str
    between: str  # from the end of the figure before, whole


def name_subjects(passage: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with ``subject`` and ``unit_of_government`` filled."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    lower = lowered(passage.text)
    subjects: dict[str, str] = {}
    at = 0
    for line in outline(passage, [figure.start for figure in ordered]):
        first = at
        while at < len(ordered) and ordered[at].start < line.end:
            at += 1
        if at > first:
            _name_line(passage, lower, line, ordered[first:at], subjects)
    bodies = find_bodies(passage)
    return [
        replace(
            figure,
            subject=subjects.get(figure.id, ""),
            unit_of_government=bodies.of(figure.start),
        )
        for figure in figures
    ]


def _name_line(
    passage: Passage, lower: str, line: Line, figures: list[Figure], subjects: dict[str, str]
) -> None:
    if line.is_row:
        label = _row_label(passage.text, line)
        for figure in figures:
            subjects[figure.id] = label
        return
    last = ""
    for at, figure in enumerate(figures):
        before = figures[at - 1] if at else None
        after = figures[at + 1].start if at + 1 < len(figures) else line.end
        place = _place(lower, line, before, figure, after)
        last = _subject(figure, before, place, last)
        subjects[figure.id] = last


def _row_label(text: str, line: Line) -> str:
    for start, end in cells(text, line):
        label = re.sub(r"^\s*(?:[IVX]+|\d+|[a-z])[.)]\s*", "", text[start:end]).strip()
        if len(label) > 2 and not re.fullmatch(r"[\d.,%IVX ]+", label):
            return label
    return ""


def _place(lower: str, line: Line, before: Figure | None, figure: Figure, after: int) -> _Place:
    start = before.end if before else line.body
    between = lower[start : figure.start]
    window = between[-160:]
    breaks = [m.end() for m in _START_BEFORE.finditer(window.rstrip(" :(“"))]
    left = window[breaks[-1] :] if breaks else window
    right = lower[figure.end : min(after, figure.end + 120)]
    stop = _STOP_AFTER.search(right)
    right = right[: stop.start()] if stop else right
    return _Place(left, right, between)


def _subject(figure: Figure, before: Figure | None, place: _Place, last: str) -> str:
    if (
        before
        and last
        and _GLOSS.fullmatch(place.between)
        and figure.kind in ("percent", "change", "ratio")
    ):
        return last
    if before and last and place.between.rstrip().endswith("(") and len(place.between) < 12:
        return last
    head = _head(figure, place.right)
    core = _core(place.left)
    if not core and not head:
        return last
    subject = " ".join(part for part in (head, core) if part)
    return " ".join(subject.split()[:12])


def _head(figure: Figure, right: str) -> str:
    unit = figure.unit.lower()
    words = _ENDING.sub("", right).strip()
    words = " ".join(words.split()[:8])
    if unit.partition("/")[0] in _MEASURES or not unit:
        return words
    return f"{unit} {words}".strip()


def _core(left: str) -> str:
    left = left.strip(' :(“"')
    left = _TIME.sub(" ", left)
    left = _TRAILING.sub("", left)
    left = _OPENING.sub("", " " + left + " ", count=1) if _OPENING.match(" " + left) else left
    organ = _ORGAN.match(left)
    if organ:
        rest = left[organ.end() :]
        pivot = _PIVOT.search(" " + rest)
        left = rest[pivot.end() - 1 :] if pivot else rest
    left = _TRAILING.sub("", left.strip())
    return " ".join(left.split()[-8:])

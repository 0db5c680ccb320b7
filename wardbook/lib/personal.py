"""Words of a text that may be about a private person, found before anything is released.

It errs on the side of hiding: an officer decides, the program proposes. Phone and identity
numbers and e-mail addresses are certain; a name after a form of address is likely. Every pattern
is bounded, so that the time grows with the text alone.
"""

import re
import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]

# Digits of a number may stand apart: "0912. 345. 678", "(0912) 345 678", "0912–345–678".
_GAP = r"[ .()\-]{0,3}"
_CERTAIN = re.compile(
    rf"""
    (?<!\d)(?<!\d[.,])(?:
        # citizen identity: 12 digits, the first a zero, at one go or in even groups
        0\d{{11}}(?![.,]?\d) | 0\d\d([ .\-])\d{{3}}\1\d{{3}}\1\d{{3}}(?!\d)
        | 0\d{{3}}([ .\-])\d{{4}}\2\d{{4}}(?!\d)
        # telephone: mobile of 10 digits, landline of 10 or 11; no day such as 02-03-2025
        | (?!\d\d[ .\-]{{1,3}}\d\d?[ .\-]{{1,3}}(?:19|20)\d\d(?!\d))
          (?:0[35789](?:{_GAP}\d){{8}} | 02(?:{_GAP}\d){{8,9}})(?!\d)
        | (?:\+|00)84(?:{_GAP}\d){{9,10}}(?!\d)
        | 84[35789]\d{{8}}(?!\d)(?![ ]?(?:đ|%|vn[đd]))
    )
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The older identity card and the passport have no sign of their own but the word before them.
_CARD = re.compile(
    r"\b(?:CMND|CMTND|CMT|GCMND|CCCD|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|"
    r"định danh(?: cá nhân)?|hộ chiếu)(?: số)?[ :.]{0,3}([A-Z]?\d(?:[ .\-]?\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_NINE = re.compile(r"(?<![\d.,])\d{9}(?![.,]?\d)")

_ONE = "đồng chí|đ/c|ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|cán bộ|công chức"
_ADDRESS = re.compile(
    rf"\b(?P<said>{_ONE}|hộ gia đình|hộ|gia đình)"
    rf"(?:\s{{0,2}}[(/]\s?(?:{_ONE})\s?\)?)?(?:\s{{0,2}}:\s{{0,3}}|\s{{1,3}})",
    re.IGNORECASE,
)
# Offices that stand between the form of address and the name, in any order.
_OFFICE = re.compile(
    r"(?:nguyên|quyền|phó|trưởng|thường trực|thường vụ|bí thư|chủ tịch|chủ nhiệm|giám đốc|"
    r"hiệu trưởng|đội trưởng|tổ trưởng|chỉ huy|ủy viên|đại biểu|cán bộ|công chức|thiếu tá|"
    r"trung tá|thượng tá|đại tá|thiếu úy|trung úy|thượng úy|đại úy|bác sĩ|đảng ủy|đảng bộ|chi bộ|"
    r"chi ủy|chi đoàn|ubnd|hđnd|ubmttq|mttq|ban chấp hành|ban chỉ huy|ban|phòng|công an|quân sự|"
    r"ủy ban nhân dân|hội đồng nhân dân|mặt trận tổ quốc|đoàn thanh niên|hội phụ nữ|"
    r"hội nông dân|hội cựu chiến binh|phường|xã|quận|huyện|khu vực|khu phố|tổ dân phố|ấp|thôn)"
    r"(?:\s{1,3}|(?=\W))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:tỉnh|thành phố|quận|huyện|phường|xã|đường|phố|cầu|chợ|kênh|rạch|sông|núi|chùa|đình|ấp|"
    r"trường|công viên|khu vực|bến|hẻm|đảo)\s{1,3}\Z",
    re.IGNORECASE,
)
_SYLLABLE = re.compile(r"[^\W\d_]{1,12}(?:['’][^\W\d_]{1,12})?")
_NEXT = re.compile(r"(?:\s?[,;]|\s{1,2}(?:và|cùng|-|–))\s{1,2}")
_TERRITORIES = ("phường", "xã", "quận", "huyện", "khu vực", "khu phố", "tổ dân phố", "ấp", "thôn")


def _words(listed: str) -> list[str]:
    return listed.split()


_SURNAMES = frozenset(
    _words(
        """
        nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai
        trịnh trương tô tạ cao châu chu hà hứa kiều la lương lưu mạc nghiêm phùng quách sơn thạch
        thái thân tăng tống triệu từ văn vương danh kim diệp đào đàm đậu giang khưu khổng liêu
        """
    )
)
_PLACES = frozenset(_words("rịa đen nà chiểu điểm lãnh quẹo tô thước mẹ"))  # "Bà Rịa", "Cô Tô"
# What may stand capitalised after a form of address and is no name.
_NO_NAME = re.compile(
    r"(?:việt nam|khmer|thanh niên|phụ nữ|nông dân|công (?:an|chức|nhân)|hội (?:viên|đồng|trưởng)|"
    r"đảng (?:viên|ủy)|cựu chiến|đại (?:diện|biểu)|chi (?:hội|đoàn|bộ)|ủy viên|bí thư|phó|trưởng|"
    r"chủ (?:tịch|nhiệm)|giám đốc|ban (?:chỉ|chấp|nhân)|tổ (?:trưởng|dân)|đội trưởng|thường)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 5  # syllables


def certain(text: str) -> list[Span]:
    """Telephone numbers, identity numbers and e-mail addresses."""
    plain = _plain(text)
    cards = [match.span(1) for match in _CARD.finditer(plain)]
    return sorted([*cards, *(match.span() for match in _CERTAIN.finditer(plain))])


def likely(text: str) -> list[Span]:
    """Names that follow a form of address (đồng chí, ông, bà …), and bare runs of nine digits."""
    plain = _plain(text)
    names = [name for match in _ADDRESS.finditer(plain) for name in _names_after(plain, match)]
    return sorted({*names, *(match.span() for match in _NINE.finditer(plain))})


def _plain(text: str) -> str:
    """The text, letter for letter, with ASCII digits, one kind of dash and one of space."""
    return "".join(map(_plain_letter, text)) if not text.isascii() else text


def _plain_letter(letter: str) -> str:
    if letter.isalpha() or letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    kind = unicodedata.category(letter)
    return " " if kind == "Zs" else "-" if kind == "Pd" else letter


def _names_after(text: str, address: re.Match[str]) -> Iterator[Span]:
    """The name from the end of a form of address, past any office, and those listed after it."""
    said, at = address["said"].lower(), address.end()
    before = text[max(0, address.start() - 20) : address.start()]
    if said in {"em", "chị"} and before.lower().endswith(("trẻ ", "anh ", "chị ")):
        return
    start = _past_offices(text, at)
    name = _name_at(text, start)
    in_place = start > at and text[at:start].strip().lower().endswith(_TERRITORIES)
    if in_place and name:  # "Chủ tịch phường Tân Lộc Nguyễn Văn A": a place has two syllables
        name = _name_at(text, name[2]) if name[0] > 2 else None
    if not name or not _is_name(text, said, name, before, address=address[0]):
        return
    while name:
        _count, first, _second, last = name
        yield first, last
        joint = _NEXT.match(text, last)
        name = _name_at(text, joint.end()) if joint else None
        if name and (name[0] < 2 or not _is_surname(text, name[1])):
            return


def _past_offices(text: str, at: int) -> int:
    for _ in range(8):
        office = _OFFICE.match(text, at)
        surname = _is_surname(text, at) and text[at].isupper()
        if office is None or (surname and (_name_at(text, at) or (0,))[0] > 2):
            return at
        at = office.end()
    return at


def _name_at(text: str, start: int) -> tuple[int, int, int, int] | None:
    """Capitalised syllables from ``start``: how many, start, start of the third, end.

    "văn" and "thị" between them may be written small.
    """
    starts: list[int] = []
    end, at = start, start
    while len(starts) < _LONGEST_NAME and (word := _SYLLABLE.match(text, at)):
        small = starts and word[0] in {"văn", "thị"} and text[word.end() + 1 :][:1].isupper()
        if not (word[0][0].isupper() or small):
            break
        starts.append(at)
        end = word.end()
        if text[end : end + 1] not in {" ", "\t"}:
            break
        at = end + 1
    if not starts:
        return None
    return len(starts), start, starts[2] if len(starts) > 2 else end, end


def _is_surname(text: str, at: int) -> bool:
    word = _SYLLABLE.match(text, at)
    return word is not None and word[0].lower() in _SURNAMES


def _is_name(
    text: str, said: str, name: tuple[int, int, int, int], before: str, *, address: str
) -> bool:
    """A household is named in full, a person perhaps by one syllable; places are neither."""
    count, start, _third, end = name
    first = text[start:end].split(maxsplit=1)[0].lower()
    if _NO_NAME.match(text, start):
        return False
    if said in {"hộ", "gia đình", "hộ gia đình"}:
        return "'" in first or "’" in first or (count > 1 and first in _SURNAMES)
    full = count > 2 and first in _SURNAMES
    if address[0].isupper() and not full:  # "chợ Bà Chiểu", "Bà Rịa"
        opens = not before.strip() or before.rstrip()[-1] in ".!?:;\n-•,"
        if _PLACE.search(before) or first in _PLACES or not (opens or count > 1):
            return said == "đồng chí"
    return count > 1 or "'" in first or "’" in first or (said != "em" and end - start > 1)

"""Five hundred invented people, put wherever a book takes words, and a scan that knows them."""

import html
import re
from itertools import pairwise, product
from typing import NamedTuple

from wardbook.lib.text import fold

FIRST = (
    "Xoàn Khuê Ngát Vượt Đượm Quyển Sạm Nhụy Thoắt Rạng Lựu Bưởi Cườm Doan Ghềnh Hụê Khoái Lượt "
)
FIRST += "Mảng Nguyệt Phượng Quờn Rỡ Sướng Tuệ"
SECOND = "Vẻ Trôi Lụa Thoa Ngần Đãi Chuối Bợ Cói Hến Khoản Lành Mướp Nhãn Ổi Quýt Rươi Sắn Trám Ước"
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô")


class Planted(NamedTuple):
    """A person who never was: full name, telephone, citizen identity number."""

    name: str
    phone: str
    identity: str


def _people() -> list[Planted]:
    given = product(FIRST.split(), SECOND.split())
    return [
        Planted(
            name=f"{SURNAMES[number % 10]} Thị {first} {second}",
            phone=f"09{31_000_000 + number * 7919 % 9_000_000:08d}",
            identity=f"0{87_300_000_000 + number * 104_729:011d}",
        )
        for number, (first, second) in enumerate(given)
    ]


PEOPLE = _people()
_GIVEN = {tuple(fold(one.name).split()[-2:]) for one in PEOPLE}
_NUMBERS = {one.phone for one in PEOPLE} | {one.identity for one in PEOPLE}
_APART = re.compile(r"(?<=\d)[ .\-]{1,3}(?=\d)")


def found(text: str) -> set[str]:
    """Every planted name and number in ``text``: with and without accents, however written."""
    plain = html.unescape(text)
    if "\\u" in plain:
        plain += re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), plain)
    words = re.findall(r"\w+", fold(plain))
    names = {" ".join(pair) for pair in pairwise(words) if pair in _GIVEN}
    digits = set(re.findall(r"\d{10,12}", plain)) | set(
        re.findall(r"\d{10,12}", _APART.sub("", plain))
    )
    return names | (digits & _NUMBERS)

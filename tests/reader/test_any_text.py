"""No text breaks the reader: passages torn apart, shuffled, broken by slips, remains and marks."""

import json
import random
import re
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wardbook.lib.period import Period
from wardbook.reader.read import read

_GOLDEN = Path(__file__).parent / "golden"
_TEXTS = [
    json.loads(line)["text"]
    for path in sorted(_GOLDEN.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
_WORDS = [word for text in _TEXTS for word in re.findall(r"\S+\s*", text)]
_TIMES = """
từ|đến|đến nay|tính đến|trước|so với|cùng kỳ|năm nay|năm 2021|quý III|quý 3/2020|tháng 13|tháng 2
30/2|31/12|29/2/2021|14/11/2021|6 tháng đầu năm|6 tháng cuối năm|12 tháng đầu năm|ngày 5 tháng 3
nhiệm kỳ 2015-2020|nhiệm kỳ 2020-2015|2015-2020|2021/2020|giai đoạn|từ 1-20/10|lũy kế 9 tháng
năm học 2019-2020|2019, 2020|0/0|cuối tháng 00|nhiệm kỳ
"""
_REMAINS = "&nbsp;|&#160;|<br>|</td>|<p class='a'>|&amp;|\t|\n|\r\n|\u2028|\u00a0|| | "
_MARKS = st.text(alphabet="0123456789.,;:/-–%()|“”… \n\u0301\u0323oOđĐİ", max_size=6)

pieces = st.one_of(
    st.builds(
        lambda at, many: "".join(_WORDS[at : at + many]),
        st.integers(0, len(_WORDS) - 1),
        st.integers(1, 9),
    ),
    st.sampled_from([f"{time} " for time in re.split(r"[|\n]", _TIMES) if time]),
    st.sampled_from(_REMAINS.split("|")),
    _MARKS,
)
texts = st.lists(pieces, min_size=1, max_size=12).map("".join)


def holds_together(text: str) -> None:
    reading = read(text)

    known = {figure.id for figure in reading.figures}
    for figure in reading.figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.quote
        assert figure.period is None or Period(figure.period)
    assert all(known.issuperset(check.figures) for check in reading.checks)


@given(texts)
@settings(max_examples=400)
def test_pieces_in_any_order_are_read(text: str) -> None:
    holds_together(text)


@given(texts)
def test_marks_apart_from_their_letters_are_read(text: str) -> None:
    holds_together(unicodedata.normalize("NFD", text))


@given(st.sampled_from(_TEXTS), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_shuffled_passages_are_read(text: str, chance: random.Random) -> None:
    words = re.findall(r"\S+\s*", text)
    chance.shuffle(words)

    holds_together("".join(words))


@given(st.text(max_size=200))
def test_text_of_any_letters_is_read(text: str) -> None:
    holds_together(text)

"""Broken files of every format give a paper or one sentence, never anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reader.papers import archive, saved, unpacked, word, workbook
from tests.reader.pdf_writer import Text, pdf
from wardbook.lib.refusal import Refused
from wardbook.reader.formats.child import FORMATS, answer
from wardbook.reader.formats.signature import kind_of
from wardbook.reader.paper import open_paper

WHOLE = {
    "a.docx": saved(word("Xã thu được 12 tỷ đồng.", "Đạt 105% dự toán.")),
    "a.xlsx": saved(workbook(("Hộ", 3), ("Khẩu", 9.5), formats={"B2": "#,##0.0"})),
    "a.pdf": pdf([Text("Xã thu 12 tỷ"), Text("đạt 105%", bottom=680)], [Text("Trang hai")]),
    "a.html": "<html><table><tr><td>Hộ<td>3</table><p>Xã thu 12 tỷ</p></html>".encode(),
    "a.txt": "Xã thu được 12 tỷ đồng.\nĐạt 105% dự toán.".encode(),
}


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file cut short, with some bytes changed, or with a stretch repeated or removed."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    if name in {"a.docx", "a.xlsx"} and draw(st.booleans()):
        return name, _broken_part(draw, WHOLE[name])
    return name, _broken_bytes(draw, WHOLE[name])


def _broken_part(draw: st.DrawFn, content: bytes) -> bytes:
    """An archive that is whole around a part that is not."""
    parts = unpacked(content)
    part = draw(st.sampled_from(sorted(parts)))
    return archive({part: _broken_bytes(draw, parts[part])}, content)


def _broken_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    content = bytearray(whole or b" ")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(content) - 1))
        content[at] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(0, len(content)))
    middle = content[start:end] * draw(st.integers(0, 3))
    return bytes(content[:start] + middle + content[max(start, end) :])


def opened(content: bytes, name: str) -> str:
    """In a child of its own, as in use."""
    try:
        return open_paper(content, name).kind
    except Refused as refused:
        return refused.refusal.text()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken())
def test_a_broken_file_is_a_paper_or_a_sentence(file):
    name, content = file

    assert opened(content, name)


@settings(max_examples=300, deadline=None)
@given(broken())
def test_readers_raise_nothing_but_refusals(file):
    """Without the child, so that what a child would hide by ending is seen."""
    name, content = file
    try:
        kind = kind_of(content, name)
    except Refused:
        return

    if kind in FORMATS:
        assert answer(kind, content)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a", ""]))
@settings(max_examples=60, deadline=None)
def test_bytes_of_any_kind_are_a_paper_or_a_sentence(content, name):
    assert opened(content, name)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_files_that_are_broken_here_are_good(name):
    assert opened(WHOLE[name], name) == name[2:]

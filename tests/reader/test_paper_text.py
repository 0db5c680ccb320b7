"""Plain text papers: encodings, line endings, and what is not a paper at all."""

import unicodedata

import pytest

from wardbook.lib.refusal import Refused
from wardbook.reader.paper import open_paper

TEXT = "Xã thu được 8,86 tỷ đồng.\nĐường bê tông dài 12 km, vượt kế hoạch."


def refusal(content: bytes, name: str = "bao-cao.txt") -> str:
    with pytest.raises(Refused) as caught:
        open_paper(content, name)
    return caught.value.refusal.rule


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_encoding_gives_the_same_text(encoding):
    assert open_paper(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(encoding):
    assert open_paper(TEXT.encode(encoding), "a.txt").text == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_every_line_ending_becomes_one(end):
    assert open_paper(TEXT.replace("\n", end).encode(), "a.txt").text == TEXT


def test_decomposed_letters_are_composed():
    decomposed = unicodedata.normalize("NFD", TEXT)

    assert open_paper(decomposed.encode(), "a.txt").text == TEXT


def windows_1258(text: str) -> bytes:
    """Windows keeps the vowel and sets the tone after it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for sign in text:
        split = unicodedata.normalize("NFD", sign)
        tone = "".join(mark for mark in split if mark in tones)
        vowel = unicodedata.normalize("NFC", "".join(m for m in split if m not in tones))
        parts.append(vowel + tone)
    return "".join(parts).encode("cp1258")


def test_windows_1258_is_known_by_its_letters():
    paper = open_paper(windows_1258(TEXT), "a.txt")

    assert (paper.text, paper.warnings) == (TEXT, ())


def test_a_text_cut_inside_a_letter_opens_with_a_warning():
    content = TEXT.encode()[:-10] + "ế".encode()[:2]

    assert [warning.rule for warning in open_paper(content, "a.txt").warnings] == ["PAPER-23"]


def test_letters_of_an_unknown_character_set_are_named():
    paper = open_paper("Отчёт о работе за год".encode("koi8-r"), "a.txt")

    assert [warning.rule for warning in paper.warnings] == ["PAPER-22"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "PAPER-01"),
        (b"x" * (20 * 2**20 + 1), "PAPER-02"),
        (b" \r\n\t\xc2\xa0 ", "PAPER-03"),
        (bytes(range(256)) * 40, "PAPER-04"),
        (b"\x00" * 1000, "PAPER-04"),
        (b"{\\rtf1\\ansi B\\'e1o c\\'e1o}", "PAPER-05"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "PAPER-05"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "PAPER-06"),
        (b"1" * 2_000_001, "PAPER-09"),
    ],
)
def test_what_cannot_be_a_paper_is_refused_in_one_sentence(content, rule):
    assert refusal(content) == rule


@pytest.mark.parametrize("start", ["BM 01: ", "PK 2: ", "GIF ", "II* "])
def test_a_text_that_begins_like_another_format_is_a_text(start):
    assert open_paper((start + TEXT).encode(), "a.txt").text == start + TEXT


def test_a_megabyte_of_digits_is_a_text_like_any_other():
    assert len(open_paper(b"1" * 10**6, "a.txt").text) == 10**6


def test_a_few_nul_bytes_are_dropped():
    assert open_paper(b"Thu 12 t\x00\x00", "a.txt").text == "Thu 12 t"


def test_a_name_that_promises_another_kind_does_not_make_noise_a_paper():
    with pytest.raises(Refused) as refused:
        open_paper(b"yB\xbd\xf2!\xf0\x84\x9d", "bao-cao.docx")

    assert refused.value.refusal.rule == "PAPER-04"


def test_the_name_is_not_believed():
    paper = open_paper(TEXT.encode(), "bao-cao.pdf")

    assert (paper.kind, [warning.rule for warning in paper.warnings]) == ("txt", ["PAPER-24"])

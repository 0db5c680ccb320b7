"""Files made to hurt: each ends in one sentence, inside the limits, and nothing is left behind."""

import zlib

import pytest

from tests.reader.papers import archive, saved, word, workbook
from tests.reader.pdf_writer import Text, pdf
from wardbook.lib.refusal import Refused
from wardbook.reader.paper import open_paper


def refusal(content: bytes, name: str = "bao-cao.docx") -> str:
    with pytest.raises(Refused) as caught:
        open_paper(content, name)
    return caught.value.refusal.rule


DOCX = saved(word("Xã thu được 12 tỷ đồng."))
XLSX = saved(workbook(("Hộ", 3), ("Khẩu", 9)))
BODY = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"


def test_a_part_that_swells_past_its_limit_is_not_opened():
    assert refusal(archive({BODY: b" " * (65 * 2**20)}, DOCX)) == "PAPER-10"


def test_an_archive_that_declares_too_much_is_not_opened():
    bomb = archive({f"word/media/{n}.bmp": b"\0" * (60 * 2**20) for n in range(5)}, DOCX)

    assert refusal(bomb) == "PAPER-10"


def test_a_size_that_lies_does_not_help_a_bomb():
    bomb = archive({BODY: b"<w/>" + b" " * (80 * 2**20)}, DOCX)
    size = (80 * 2**20 + 4).to_bytes(4, "little")

    assert refusal(bomb.replace(size, (1000).to_bytes(4, "little"))) in {"PAPER-08", "PAPER-10"}


def test_an_archive_of_too_many_files_is_not_opened():
    assert refusal(archive({f"x{n}": b"" for n in range(5_001)}, DOCX)) == "PAPER-10"


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BILLION = (
    f'<!DOCTYPE w [<!ENTITY a0 "haha">{ENTITIES}]><w><body><p><r><t>&a9;</t></r></p></body></w>'
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w><p><r><t>&x;</t></r></p></w>'


@pytest.mark.parametrize("xml", [BILLION, OUTSIDE])
@pytest.mark.parametrize(("part", "base"), [(BODY, DOCX), (SHEET, XLSX)])
def test_entities_are_never_followed(xml, part, base):
    assert refusal(archive({part: xml}, base)) == "PAPER-08"


def test_deep_xml_is_a_refusal():
    deep = "<w>" + "<p>" * 100_000 + "</p>" * 100_000 + "</w>"

    assert refusal(archive({BODY: deep}, DOCX)) == "PAPER-08"


def test_a_sheet_a_million_columns_wide_is_a_table_like_any_other():
    cells = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="A1"><v>7</v></c>'
    sheet = f'<worksheet>{cells}<c r="XFD1"><v>8</v></c></row></sheetData></worksheet>'
    paper = open_paper(archive({SHEET: sheet}, XLSX), "a.xlsx")

    assert (paper.text, [warning.rule for warning in paper.warnings]) == ("7", ["PAPER-27"])


def test_a_sheet_of_too_many_rows_is_a_refusal():
    sheet = f"<worksheet><sheetData>{'<row/>' * 50_001}</sheetData></worksheet>"

    assert refusal(archive({SHEET: sheet}, XLSX), "a.xlsx") == "PAPER-09"


def test_numbers_without_end_stay_text():
    cell = f"<c><v>{'9' * 100_000}</v></c><c><v>1e999999999</v></c><c t='s'><v>{'9' * 50}</v></c>"
    sheet = f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>"

    assert open_paper(archive({SHEET: sheet}, XLSX), "a.xlsx").text.endswith("9 | 1e999999999")


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"readme.txt": "x"}, "PAPER-04"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "PAPER-05"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "PAPER-05"),
        ({"xl/workbook.bin": "x"}, "PAPER-05"),
        ({"_rels/.rels": "<a><b Type='x/officeDocument' Target='word/x.xml'/></a>"}, "PAPER-08"),
        ({"_rels/.rels": "<a><b Type='x/officeDocument' Target='ppt/x'/></a>", "ppt/x": ""},
         "PAPER-04"),
        ({"_rels/.rels": "junk"}, "PAPER-08"),
    ],
)  # fmt: skip # one case a line
def test_an_archive_of_something_else_is_named(parts, rule):
    assert refusal(archive(parts)) == rule


@pytest.mark.parametrize("content", [DOCX, XLSX, pdf([Text("Xã thu 12 tỷ")])])
def test_a_file_cut_short_is_damaged(content):
    assert refusal(content[: len(content) // 3]) == "PAPER-08"


def test_a_locked_office_file_says_so():
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    flagged = bytearray(DOCX)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(mark)
        flagged[at + place] |= 1

    assert [refusal(locked), refusal(bytes(flagged))] == ["PAPER-07", "PAPER-07"]


def test_an_encrypted_pdf_says_so():
    zeros = b"00" * 32
    encrypt = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (zeros, zeros)

    assert refusal(pdf([Text("Xã")], encrypt=encrypt), "a.pdf") == "PAPER-07"


def test_a_pdf_of_too_many_pages_is_a_refusal():
    assert refusal(pdf(*[[]] * 1_001), "a.pdf") == "PAPER-09"


def test_a_pdf_that_claims_millions_of_pages_has_those_it_has():
    claimed = pdf([Text("Xã thu 12 tỷ")]).replace(b"/Count 1", b"/Count 2000000000")

    assert open_paper(claimed, "a.pdf").pages == 1


def test_a_page_that_swells_without_end_is_a_refusal():
    page = zlib.compress(b" " * 2**30, 1)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(page), page)
    whole = pdf([Text("Xã")])
    start, end = whole.index(b"10 0 obj\n") + 9, whole.rindex(b"\nendobj")

    assert refusal(whole[:start] + stream + whole[end:], "a.pdf").startswith("PAPER-")


def test_a_pdf_whose_pages_are_their_own_parents_ends():
    circle = pdf([Text("Xã thu 12 tỷ")]).replace(b"/Kids[9 0 R]", b"/Kids[2 0 R]")

    assert refusal(circle, "a.pdf").startswith("PAPER-")


def test_a_pdf_with_a_broken_table_of_objects_is_still_read():
    broken = pdf([Text("Xã thu 12 tỷ")]).replace(b"xref\n0", b"xref\n7")

    assert open_paper(broken, "a.pdf").text == "Xã thu 12 tỷ"


@pytest.mark.parametrize(
    "content", ["a" * 10**6 + "ë" * 9, "ñë-" * 300_000, "ëmät " * 200_000, "ä§µ\n" * 250_000]
)
def test_letters_of_old_character_sets_without_end_are_read_in_time(content):
    assert open_paper(content.encode("latin-1"), "a.txt").kind == "txt"


@pytest.mark.parametrize("content", [b"1" * 10**6, b"1.1." * 250_000, b"m t\n" * 250_000])
def test_a_megabyte_of_one_thing_is_a_long_text(content):
    assert len(open_paper(content, "a.txt").text) == 10**6


@pytest.mark.parametrize(
    "page", ["<" * 10**6, "&#1;" * 10**5, "<p " + "a=1 " * 10**5, "<!--" * 10**5]
)
def test_a_web_page_of_junk_ends(page):
    content = f"<html><p>Xã thu 12 tỷ<p>{page}".encode()

    assert open_paper(content, "a.html").text.startswith("Xã thu 12 tỷ")


def test_letters_that_cannot_be_stored_never_come_out():
    paper = open_paper(
        "<p>Xã\ud83d &#xD800; &#0; \x00\x07 thu</p>".encode("utf-8", "replace"), "a.html"
    )

    assert paper.text.encode("utf-8")
    assert "\x00" not in paper.text

"""Web pages: what is seen, in lines."""

import pytest

from wardbook.reader.paper import open_paper


def text(page: str, encoding: str = "utf-8") -> str:
    return open_paper(page.encode(encoding), "trang.html").text


def test_blocks_are_lines_and_words_within_stay_together():
    page = "<h1>Kết quả</h1><p>Thu <b>8,86</b>\n tỷ&nbsp;đồng<br>Rộng 120 m<sup>2</sup></p>"

    assert text(page) == "Kết quả\nThu 8,86 tỷ đồng\nRộng 120 m2"


def test_a_table_gives_a_line_a_row():
    page = "<table><tr><th>Khoản<th colspan=2>Năm<tr><td>Thuế<td>7<td><p>8</table>"

    assert text(page) == "Khoản | Năm\nThuế | 7 | 8"


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs():
    article = "<p>Phường thu được 12 tỷ đồng.</p>" * 20
    page = f"<table><tr><td>Trang chủ<td>{article}</table>"

    assert text(page).split("\n")[:3] == ["Trang chủ", *["Phường thu được 12 tỷ đồng."] * 2]


def test_scripts_styles_and_hidden_parts_are_not_seen():
    page = (
        "<style>p{}</style><script>var x='<p>99</p>'</script><p hidden>98</p>"
        "<div style='display: none'>97<p>96</div><p>Thấy</p>"
    )

    assert text(page) == "Thấy"


def test_the_title_is_not_part_of_the_text():
    assert text("<html><head><title>Báo</title></head><body>Xã</body></html>") == "Xã"


def test_kept_lines_are_lines():
    assert text("<pre>Hộ  12\nKhẩu 30</pre>") == "Hộ 12\nKhẩu 30"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_every_unicode_encoding_is_read(encoding):
    page = '<html><meta charset="windows-1252"><p>Đường bê tông</p></html>'

    assert text(page, encoding) == "Đường bê tông"


def test_a_declared_encoding_is_believed_when_the_bytes_are_not_unicode():
    page = "<html><meta charset='iso-8859-2'><p>Łódź</p></html>"

    assert text(page, "iso-8859-2") == "Łódź"


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<b>", "<p hidden>", "<ul><li>"])
def test_depth_costs_nothing(tag):
    page = "<p>Đầu</p>" + tag * 100_000 + "đáy"

    assert text(page).startswith("Đầu")


def test_cells_outside_any_table_are_still_read():
    assert text("<div><td>7<td>8</div>") == "7\n8"

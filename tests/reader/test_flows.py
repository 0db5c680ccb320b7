"""Relations told by digits and signs: stocks and flows, gains, money for so many, notes."""

import pytest

from wardbook.reader.read import read


def checks(text: str) -> set[tuple[str, str]]:
    return {(check.expr, check.verdict) for check in read(text).checks}


TABLE = "Thuế | Kế hoạch | Thực hiện | TH 2014\nMôn bài | 496 | 436 | 401\n"
TABLE += "Nhà đất | 238 | 247 | 231\nTổng cộng | 734 | 683 | 632\n"


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        (
            "Đầu kỳ có 1.046 hội viên; kết nạp thêm 278, xóa tên 61, chuyển đi 35. "
            "Hiện có 1.228 hội viên.",
            "f1+f2-f3-f4",
        ),
        ("Số dư 42 triệu đồng nhập quỹ, đưa quỹ lên 115 triệu đồng (trước đó 73 triệu).", "f3+f1"),
        (
            "Mỗi phần quà trị giá 600.000 đồng, trao 740 hộ, như vậy đã hết 444 triệu đồng.",
            "f2*f1",
        ),
        (
            "Đỡ đầu 22 cháu, mỗi tháng mỗi cháu 500.000 đồng, một năm hết 132 triệu đồng.",
            "f1*f2*12",
        ),
        ("Nhận 734 hồ sơ.\nXét theo lĩnh vực, hộ tịch 498; đất đai 236.", "f2+f3"),
        (
            "Nạo vét 74.600 m3, bằng 62,2% khối lượng năm. Cống 3 cái.\nNăm nay làm 120.000 m3.",
            "f1/f4*100",
        ),
        ("Cả thảy 7 đơn, ít hơn năm trước 4 (2017 có 11 đơn).", "f3-f1"),
        (
            "Vận động được 486 triệu đồng, quà 9 suất.\nNăm ngoái vận động được 405 triệu đồng; "
            "năm nay nhiều hơn 20%.",
            "(f1-f3)/f3*100",
        ),
        ("Năm ngoái 31 hộ nghèo, bớt được 9 hộ nên chỉ còn 22 hộ.", "f1-f2"),
        ("Có 90 hội viên; giảm 14 (từ trần 9, chuyển đi 5).", "f3+f4"),
        ("Nhà sập 127 nhà; hỏng 64 nhà; cả thảy 191 ngôi nhà.", "f1+f2"),
        ("Rừng có 14.795 ha trong 19.726 ha, ứng với độ che phủ 75%.", "f1/f2*100"),
        (TABLE + "Như vậy hụt thu 51.", "f7-f8"),
        (TABLE + "So với năm 2014 tăng 51.", "f8-f9"),
    ],
)
def test_what_comes_out_is_found(text: str, expression: str) -> None:
    assert (expression, "holds") in checks(text)


def test_a_rate_of_a_thousand() -> None:
    text = "Xã | Dân số | Số sinh\nAn | 14.208 | 196\nPhú | 14.792 | 221\nTổng số | 29.000 | 417\n"

    assert ("f6/f5*1000", "holds") in checks(text + "Tỷ suất sinh thô 14,4‰.")


def test_parts_of_one_whole_make_no_other() -> None:
    text = (
        "Tiêm 41.827 mũi: mũi 1 có 20.316, mũi 2 có 19.402, còn 2.109 nhắc lại. Có 17.870 người, "
        "gồm 2.611 em."
    )

    assert all(verdict == "holds" for _, verdict in checks(text))


def test_a_share_that_only_cuts_is_not_traced() -> None:
    assert checks("Trồng 41.827 cây. Chết 985 cây ở bản. Tỷ lệ nghèo 97,69%.") == set()


def test_what_was_came_and_went_leaves_what_is_left() -> None:
    text = (
        "Các loại quỹ năm 2018 (đồng)\nTên quỹ | Tồn đầu | Thu | Chi | Tồn cuối\n"
        "Người nghèo | 18.400 | 96.250 | 90.000 | 24.650\n"
        "Khuyến học | 30.000 | 52.700 | 61.200 | 21.500\n"
    )

    assert {("f1+f2-f3", "holds"), ("f5+f6-f7", "holds")} <= checks(text)
    assert {figure.unit for figure in read(text).figures} == {"đồng"}

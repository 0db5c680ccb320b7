"""A text normalised once, cut into lines, sentences and clauses, with the way back."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.finding.squeeze import Squeezed
from wardbook.reader.passage import Passage


def pieces(passage: Passage, spans: list[tuple[int, int]]) -> list[str]:
    return [passage.text[start:end].strip() for start, end in spans]


def test_a_sentence_ends_before_a_capital_with_marks() -> None:
    passage = Passage("Thu 1.200 đồng. Đến nay đã xong! Ổn định.")

    assert pieces(passage, passage.sentences) == [
        "Thu 1.200 đồng.",
        "Đến nay đã xong!",
        "Ổn định.",
    ]


def test_a_semicolon_ends_a_piece() -> None:
    passage = Passage("Thu 12; chi 11.")

    assert pieces(passage, passage.sentences) == ["Thu 12;", "chi 11."]


def test_clauses_end_at_commas_but_not_inside_numbers() -> None:
    passage = Passage("Đạt 98,5%, tăng 2%")

    assert pieces(passage, passage.clauses((0, 18))) == ["Đạt 98,5%,", "tăng 2%"]


def test_a_break_before_a_small_letter_is_a_space() -> None:
    passage = Passage("đã vận động\nnhân dân hiến đất.\nMột hộ")

    assert pieces(passage, passage.lines) == ["đã vận động nhân dân hiến đất.", "Một hộ"]


def test_a_break_before_a_list_marker_stays() -> None:
    passage = Passage("Kết quả cụ thể\na) Thu ngân sách\nb) Chi ngân sách")

    assert len(passage.lines) == 3


def test_a_printed_column_is_joined_at_full_lines() -> None:
    column = (
        "Trong năm qua cán bộ và nhân dân các khu phố ở phường\n"
        "Hòa Bình đã cùng nhau góp công, góp của làm được nhiều\n"
        "việc có ích, trong đó đáng kể là con đường dài gần\n"
        "hai cây số."
    )

    assert len(Passage(column).lines) == 1


def test_marks_of_html_leave_what_they_stood_for() -> None:
    passage = Passage("<p>Thu 5&nbsp;&#8211;&nbsp;6%<br/>Chi &lt; 3%</p>")

    assert passage.text.split() == ["Thu", "5", "–", "6%", "Chi", "<", "3%"]
    assert pieces(passage, passage.lines) == [
        "",
        "Thu 5\xa0     –      \xa0     6%",
        "Chi <    3%",
        "",
    ]


def test_cells_of_html_are_set_apart_by_bars() -> None:
    assert Passage("<td>Thu</td><td>12</td>").text.count("|") == 2


def test_a_misplaced_tone_is_put_right_for_the_grammar_only() -> None:
    passage = Passage("12 ngừơi")

    assert passage.flow == "12 người"
    assert passage.text == "12 ngừơi"


@given(st.text(alphabet="ăêộ ớ̀ạ1 <b>&nbsp;\nİo", max_size=60))
def test_offsets_lead_back_to_the_text_as_given(text: str) -> None:
    for source in (text, unicodedata.normalize("NFD", text)):
        passage = Passage(source)

        places = [passage.given(at) for at in range(len(passage.text) + 1)]
        assert places == sorted(places)
        assert places[-1] == len(source)
        assert len(passage.flow) == len(passage.text)


@given(st.text(alphabet="ab \u00a01\n", max_size=40))
def test_a_squeezed_passage_keeps_every_word_and_its_place(text: str) -> None:
    original = Passage(text)
    squeezed = Squeezed(original)

    for at, letter in enumerate(squeezed.passage.text):
        start, end = squeezed.original(at, at + 1)
        assert end - start == 1
        assert original.text[start] == letter or original.text[start].isspace()

"""Where the search for times begins: no shape may be lost by looking only there."""

import json
import re
from pathlib import Path

import pytest

from wardbook.reader.dating.time_shapes import SHAPES, occurrences

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.jsonl"))
EVERYWHERE = re.compile(
    r"(?:(?<![\w/-])|(?<=đến))(?<![0-9][.,])(?:"
    + "|".join(f"(?:{shape.pattern})" for shape in SHAPES.values())
    + ")"
)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_search_finds_what_trying_every_character_finds(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(json.loads(line)["text"] for line in lines).lower()
    found = [match.span() for match in occurrences(text)]
    assert found == [match.span() for match in EVERYWHERE.finditer(text)]


@pytest.mark.parametrize(
    "words",
    ["khóa 2020-2025", "khoá 2020-2025", "giờ đã", "hôm 5/6", " hết năm", "đến15/3/2022"],
)
def test_a_rare_beginning_is_found_like_a_common_one(words: str) -> None:
    text = f"x, {words}, x"
    found = [match.span() for match in occurrences(text)]
    assert found == [match.span() for match in EVERYWHERE.finditer(text)]

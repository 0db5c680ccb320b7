"""Nothing kept here names somebody's machine or the host of a registry."""

import re

from tests.guard.tree import find, place

# Written in pieces, so that this file does not find itself.
ELSEWHERE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(wo" r"rk|ro" r"ot|fa" r"rm)/",
            r"(?<![\w.])/(ho" r"me|Us" r"ers)/[A-Za-z]+/",
            r"[A-Z]:\\Us" r"ers",
            r"/op" r"t/(pypi|wheels)",
            r"\bpy" r"pi\.org",
            r"(pytho" r"nhosted|files\.pyt" r"hon)",
            r"np" r"mjs\.(org|com)",
            r"deb\.deb" r"ian\.org",
        ]
    )
)
TEXT = find("*", but=("*.docx", "*.xlsx", "*.pdf", "*.png", "*.woff2", "*.ico", "*.zip"))


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = [
        f"{place(path)}: {found[0]}"
        for path in TEXT
        if (found := ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert not named

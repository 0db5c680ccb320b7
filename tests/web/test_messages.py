"""Vietnamese is complete."""

import re

from tests.web.messages import translated, used


def test_every_sentence_has_its_vietnamese() -> None:
    known = translated()
    missing = {f"{m.place}: {m.singular}" for m in used() if not known.get((m.context, m.singular))}

    assert not missing


def test_translations_keep_the_places_for_values() -> None:
    def places(words: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", words))

    wrong = [
        singular
        for (_context, singular), words in translated().items()
        if any(places(word) != places(singular) for word in words)
    ]

    assert not wrong


def test_whoever_reads_is_addressed_in_one_way() -> None:
    others = re.compile(r"ông, bà|ông/bà|quý vị|anh/chị", re.IGNORECASE)

    assert not [words for row in translated().values() for words in row if others.search(words)]

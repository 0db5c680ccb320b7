"""Pages of words alone are wholly Vietnamese, whatever signs stand in their sentences."""

import re

import pytest

from tests import make
from tests.portal.reading import page

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(r"\b(?:the|of|and|is|not|this|entries|stands)\b")


@pytest.mark.parametrize("address", ["/how-to-read/", "/data/", "/data/ben-sen/", "/search/?q=x"])
def test_no_sentence_stays_english(address: str) -> None:
    make.released()

    words = re.sub(r"<pre.*?</pre>|<script.*?</script>", "", page(address), flags=re.DOTALL)
    shown = [*re.findall(r">([^<]+)<", words), *re.findall(r'data-\w+="([^"]+)"', words)]

    assert not [text for text in shown if ENGLISH.search(text)]

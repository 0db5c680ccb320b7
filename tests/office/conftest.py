"""Tables without a row, made once: making them takes longer than most of what is asked of them."""

from pathlib import Path

import pytest

from tests.office.backups import cut_short


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a restore that was cut short leaves of an empty machine; copy it."""
    return cut_short(tmp_path_factory.mktemp("tables"))

"""The addresses of the style pages, whatever the settings of the run."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils import translation


@pytest.fixture(autouse=True)
def kit() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.web.urls"), translation.override("vi"):
        yield

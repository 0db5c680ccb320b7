"""Each test begins in Vietnamese, whatever language the last request of another was in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.security.addresses import Address, addresses, world


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Address]]:
    """Every address of one world: made once for a module, and what a test does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("vi"):
            made = addresses(world())
        yield made
        transaction.set_rollback(True)

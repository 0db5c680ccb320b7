"""Files that come in are held in memory: so much of one, nothing of a request that is too long."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from wardbook.web.uploads import was_too_large


@pytest.fixture(autouse=True)
def small(settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 200_000
    settings.UPLOAD_MAX_SIZE = 1_000_000


def sent(*sizes: int) -> HttpRequest:
    files = [SimpleUploadedFile(f"{size}.txt", b"a" * size) for size in sizes]
    return RequestFactory().post("/", {"paper": files})


def test_files_are_held_as_they_came() -> None:
    request = sent(3, 150_000)

    assert [len(file.read()) for file in request.FILES.getlist("paper")] == [3, 150_000]
    assert not was_too_large(request)


def test_of_a_file_that_is_too_long_the_beginning_is_held_and_its_size_is_known() -> None:
    (long, short) = sent(600_000, 3).FILES.getlist("paper")

    assert long.size == 600_000
    assert 200_000 < len(long.read()) < 300_000
    assert short.read() == b"aaa"


def test_of_a_request_that_is_too_long_nothing_is_held() -> None:
    request = sent(600_000, 600_000)

    assert not request.FILES
    assert was_too_large(request)


def test_a_request_without_files_is_not_too_long() -> None:
    assert not was_too_large(RequestFactory().post("/", {"title": "Báo cáo"}))
    assert not was_too_large(RequestFactory().get("/"))

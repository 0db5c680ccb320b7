"""Files that come in: held in memory and never on disk, so many bytes of one and of one request."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest


class InMemory(MemoryFileUploadHandler):
    """Holds the files of a request of at most ``UPLOAD_MAX_SIZE`` bytes, none of a longer one.

    Of a file longer than ``FILE_UPLOAD_MAX_MEMORY_SIZE`` only the beginning is held. That is more
    than any reader of files takes, who therefore refuses it for its length, beside its name.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django calls it so
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.activated = 0 <= content_length <= settings.UPLOAD_MAX_SIZE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.activated and start >= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            return None
        return super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """Were the files of a request left unread because it is too long?"""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return not request.FILES and sent.isdecimal() and int(sent) > settings.UPLOAD_MAX_SIZE

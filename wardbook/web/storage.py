"""Static files under names that carry their hash, compressed, imports between scripts included."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Whitenoise's storage, with ``import`` paths in ES modules hashed as well.

    The address of a file is looked up once: a process reads the list of names when it begins.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url: Any = cache(super().url)

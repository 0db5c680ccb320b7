"""Find the few vendor files we serve among the packages npm installed.

Naming whole packages in ``STATICFILES_DIRS`` would publish hundreds of files; this list is all
that reaches a browser, each as ``vendor/<name>``.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

GOVUK = "govuk-frontend/dist/govuk"
HTMX = "htmx.org/dist"
FONT = "@fontsource/be-vietnam-pro/files"

ALLOWED: dict[str, tuple[str, ...]] = {
    # The source maps come along because hashed storage refuses a file whose map is missing.
    GOVUK: (
        "govuk-frontend.min.css",
        "govuk-frontend.min.css.map",
        "govuk-frontend.min.js",
        "govuk-frontend.min.js.map",
    ),
    HTMX: ("htmx.min.js",),
    FONT: tuple(
        f"be-vietnam-pro-{letters}-{weight}-normal.woff2"
        for letters in ("latin", "vietnamese")
        for weight in (400, 700)
    ),
}


class VendorStorage(FileSystemStorage):
    """One npm folder, of which only the allowed files are served."""

    prefix = "vendor"  # collectstatic puts it before every name

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(location=folder)
        self.names = names


class PackageFinder(BaseFinder):
    """Static files out of ``node_modules`` by the allow-list above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        root = Path(settings.ROOT) / "node_modules"
        self.storages = [VendorStorage(root / folder, names) for folder, names in ALLOWED.items()]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - framework hook
        found = [
            storage.path(name)
            for storage in self.storages
            for name in storage.names
            if path == f"{storage.prefix}/{name}" and storage.exists(name)
        ]
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, VendorStorage]]:
        patterns = [*(ignore_patterns or ())]
        for storage in self.storages:
            for name in storage.names:
                if not matches_patterns(name, patterns):
                    yield name, storage

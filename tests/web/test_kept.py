"""Pages kept as files: whole or not at all, and of this version and boot alone."""

import os
from pathlib import Path
from typing import Any

import pytest

from wardbook.web import kept

NAME = "ab" * 32
PAGE = kept.Kept((("Content-Type", "text/html"),), "Xin chào\n\n".encode(), 7, 0)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.KEPT = tmp_path / "kept"
    return tmp_path / "kept"


def test_a_page_comes_back_as_it_was() -> None:
    kept.save(NAME, "vi", PAGE)

    assert kept.load(NAME, "vi") == PAGE
    assert kept.load(NAME, "en") is None


def test_forgetting_one_leaves_the_others() -> None:
    other = "cd" * 32
    for name in (NAME, other):
        for form in ("vi", "en"):
            kept.save(name, form, PAGE)

    kept.forget([NAME])

    assert list(kept.names()) == [(other, "en"), (other, "vi")]


def test_a_page_of_another_version_or_boot_is_not_served_and_goes(
    monkeypatch: Any, folder: Path
) -> None:
    kept.save(NAME, "vi", PAGE)
    monkeypatch.setattr(kept, "_made_of", lambda _: "another")
    assert kept.load(NAME, "vi") is None

    kept.save("cd" * 32, "vi", PAGE)

    assert [one.name for one in folder.iterdir()] == ["another"]


def test_what_another_version_keeps_is_forgotten_too(monkeypatch: Any) -> None:
    kept.save(NAME, "vi", PAGE)
    monkeypatch.setattr(kept, "_made_of", lambda _: "another")

    kept.forget([NAME])
    monkeypatch.undo()

    assert kept.load(NAME, "vi") is None


def test_a_full_disk_keeps_nothing_and_says_nothing(monkeypatch: Any, folder: Path) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardbook.web.kept.os.fdopen", full)

    kept.save(NAME, "vi", PAGE)

    assert not [one for one in folder.rglob("*") if one.is_file()]


def test_letting_all_go_says_how_many() -> None:
    kept.save(NAME, "vi", PAGE)

    assert kept.forget_all() == 1
    assert kept.forget_all() == 0


def test_the_oldest_go_until_the_rest_fits(folder: Path) -> None:
    ages = {"ab" * 32: 300, "cd" * 32: 100, "ef" * 32: 200}
    for name, age in ages.items():
        kept.save(name, "vi", PAGE)
        (path,) = folder.glob(f"*/{name[:2]}/{name}.vi")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
        size = path.stat().st_size

    assert kept.prune(2 * size) == 1
    assert {name for name, _ in kept.names()} == {"cd" * 32, "ef" * 32}
    assert kept.prune(2 * size) == 0


def test_what_somebody_else_left_in_the_folder_stops_nobody(folder: Path) -> None:
    kept.save(NAME, "vi", PAGE)
    (folder / ".nfs0001").touch()

    kept.forget([NAME])

    assert kept.load(NAME, "vi") is None
    assert kept.forget_all() == 0


def test_a_page_half_written_is_no_page_and_goes_with_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("wardbook.web.kept.os.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            kept.save(NAME, "vi", PAGE)

    assert (list(kept.names()), kept.load(NAME, "vi")) == ([], None)
    assert kept.prune(0) == 1

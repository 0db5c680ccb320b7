"""The repository as the guards see it: every file that git keeps or would keep."""

import ast
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "wardbook"


@cache
def files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, absolute."""
    names = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in names.split("\0") if name and (path := ROOT / name).is_file())


def find(*patterns: str, but: tuple[str, ...] = ()) -> list[Path]:
    """Files whose path from the root matches a pattern (``*`` crosses folders).

    Fails when there is none: a guard that walks nothing guards nothing.
    """
    found = [
        path
        for path in files()
        if any(fnmatch(place(path), pattern) for pattern in patterns)
        and not any(fnmatch(place(path), pattern) for pattern in but)
    ]
    assert found, f"no file matches {patterns}"
    return found


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), place(path))


def package(path: Path) -> str:
    """The package under ``wardbook`` a file belongs to."""
    return path.relative_to(PACKAGES).parts[0]


@cache
def line() -> dict[str, int]:
    """package → its line in the contract, counted from the top."""
    contract = text(ROOT / ".importlinter").split("layers =")[1].split("\n\n")[0]
    return {
        name.strip(" ()"): number
        for number, names in enumerate(contract.strip().splitlines())
        for name in names.split("|")
    }


def may_see(viewer: str, seen: str) -> bool:
    """Whether the line of packages lets ``viewer`` use ``seen``."""
    return viewer == seen or line()[viewer] < line()[seen]

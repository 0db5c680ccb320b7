"""PDF by Typst: a compiler for each template, kept warm; everything is handed over as data."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

MEDIA = "application/pdf"
FONT = "Libertinus Serif"  # comes inside Typst; narrow like Times, with every Vietnamese letter

_one_at_a_time = Lock()  # a compiler serves one thread at a time, and refuses a second


def typeset(template: Path, told: dict[str, Any]) -> bytes:
    """The file that ``template`` makes of ``told``: the same bytes each time, on any machine."""
    said = json.dumps(told, ensure_ascii=False)
    # Twice: what JSON escapes of a JSON text, quotes and backslashes, Typst reads alike.
    literal = json.dumps(said, ensure_ascii=False)
    main = f'#import "{template.name}": sheet\n#sheet(json(bytes({literal})))'
    with _one_at_a_time:
        content: Any = compiler(template.parent).compile(main.encode(), format="pdf")
    return bytes(content)


@cache
def compiler(folder: Path) -> typst.Compiler:
    """Reads the folder of the templates alone: no font of the machine, no network."""
    return typst.Compiler(
        root=str(folder),
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
    )

"""Visible text of a web page: a block a line, a table row a line.

The parser tells of tags as they come and no tree is built, so depth costs nothing.
"""

import re
from collections.abc import Callable

from lxml import etree

from wardbook.reader.formats.extract import Extract, joined
from wardbook.reader.formats.rows import one_line, row_lines
from wardbook.reader.formats.txt import decode

_UNSEEN = {
    "script", "style", "noscript", "template", "svg", "textarea", "select", "object", "iframe",
}  # fmt: skip # one list
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "section", "ul",
}  # fmt: skip # one list
_DEEPEST_TABLE = 30  # pages laid out with tables nest five or six
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Attributes = dict[str | bytes, str | bytes]


def read(content: bytes) -> Extract:
    declared = _DECLARED.search(content[:4096])
    text, warnings = decode(content, declared[1].decode("ascii") if declared else None)
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    parser.feed(text.replace("\0", "").encode("utf-8", "replace"))
    parser.close()
    return Extract(
        kind="html", text=joined(page.lines), margins=tuple(page.margins), warnings=warnings
    )


class _Page:
    """Takes the parser's events; starts and ends always pair, in the right nesting.

    ``_sinks`` are the lists that take finished lines, the innermost open cell last; ``_rows`` the
    open row of every open table; ``_ends`` what to do when each open element ends.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.margins: list[str] = []
        self._words: list[str] = []
        self._sinks = [self.lines]
        self._rows: list[list[list[str]]] = []
        self._ends: list[Callable[[], None]] = []
        self._hidden = self._kept_lines = 0

    def start(self, tag: str | bytes, attrib: Attributes) -> None:
        if self._hidden or tag in _UNSEEN or _is_hidden(attrib):
            self._hidden += 1
            self._ends.append(self._unhide)
        else:
            self._ends.append(self._begin(str(tag), attrib))

    def end(self, tag: str | bytes) -> None:
        self._ends.pop()()

    def comment(self, text: str | bytes) -> None:
        """Not seen."""

    def data(self, data: str | bytes) -> None:
        if self._hidden:
            return
        first, *rest = str(data).split("\n") if self._kept_lines else [str(data)]
        self._words.append(first)
        for line in rest:
            self._flush()
            self._words.append(line)

    def close(self) -> None:
        self._flush()

    def _begin(self, tag: str, attributes: Attributes) -> Callable[[], None]:
        """Opens an element and gives back what closes it."""
        match tag:
            case "table" if len(self._rows) < _DEEPEST_TABLE:
                self._flush()
                self._rows.append([])
                return self._end_table
            case "tr" if self._rows:
                self._flush()
                return self._end_row
            case "td" | "th" if self._rows:
                return self._begin_cell(str(attributes.get("colspan", "")))
            case "title":
                self._sinks.append(self.margins)
                return self._end_sink
            case "pre":
                self._flush()
                self._kept_lines += 1
                return self._end_pre
            case "table" | "tr" | "td" | "th":
                self._flush()
                return self._flush
            case name if name in _BLOCKS:
                self._flush()
                return self._flush
        return _nothing

    def _begin_cell(self, span: str) -> Callable[[], None]:
        self._flush()
        cell: list[str] = []
        self._rows[-1].append(cell)
        if span.isdecimal() and len(span) < 3:
            self._rows[-1] += ([] for _ in range(int(span) - 1))
        self._sinks.append(cell)
        return self._end_sink

    def _end_sink(self) -> None:
        self._flush()
        self._sinks.pop()

    def _end_row(self) -> None:
        self._flush()
        self.margins += (line for cell in self._rows[-1] if len(cell) > 1 for line in cell)
        self._sinks[-1] += row_lines(self._rows[-1])
        self._rows[-1] = []

    def _end_table(self) -> None:
        self._end_row()  # cells that stood outside any row
        self._rows.pop()

    def _end_pre(self) -> None:
        self._flush()
        self._kept_lines -= 1

    def _unhide(self) -> None:
        self._hidden -= 1

    def _flush(self) -> None:
        line = one_line("".join(self._words))
        self._words = []
        if line:
            self._sinks[-1].append(line)


def _nothing() -> None:
    """The end of an element within a line."""


def _is_hidden(attributes: Attributes) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(str(attributes.get("style") or "")))

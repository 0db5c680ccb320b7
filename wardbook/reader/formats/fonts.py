"""Which font a run of a Word document is set in: its own, its style's or the document's."""

from lxml import etree

from wardbook.reader.formats.archive import Archive
from wardbook.reader.formats.ooxml import local, value

_DEEPEST_STYLE = 20  # styles may name each other in a circle


class Fonts:
    """Fonts by style, read once from the styles part."""

    def __init__(self, archive: Archive, main: str) -> None:
        self._own: dict[str, str] = {}
        self._base: dict[str, str] = {}
        self._default: str | None = None
        name = main.rpartition("/")[0] + "/styles.xml"
        if name in archive.names:
            for style in archive.tree(name):
                self._learn(style)

    def _learn(self, style: etree._Element) -> None:
        font = next((_ascii(mark) for mark in style.iter("{*}rFonts")), None)
        if local(style) == "docDefaults":
            self._default = font
        key = value(style, "styleId")
        if key is None:
            return
        if font:
            self._own[key] = font
        for base in style.iterfind("{*}basedOn"):
            self._base[key] = value(base, "val") or ""

    def _of_style(self, key: str | None) -> str | None:
        for _ in range(_DEEPEST_STYLE):
            if key is None or key in self._own:
                break
            key = self._base.get(key)
        return self._own.get(key or "")

    def of_paragraph(self, paragraph: etree._Element) -> str | None:
        style = paragraph.find("{*}pPr/{*}pStyle")
        key = "Normal" if style is None else value(style, "val")
        return self._of_style(key) or self._default

    def of_run(self, run: etree._Element) -> str | None:
        """The run's own font or that of its character style; ``None`` leaves the paragraph's."""
        fonts = run.find("{*}rPr/{*}rFonts")
        own = None if fonts is None else _ascii(fonts)
        style = run.find("{*}rPr/{*}rStyle")
        return own or (None if style is None else self._of_style(value(style, "val")))

    def hidden(self, run: etree._Element) -> bool:
        mark = run.find("{*}rPr/{*}vanish")
        return mark is not None and value(mark, "val") not in {"0", "false"}


def _ascii(fonts: etree._Element) -> str | None:
    return value(fonts, "ascii") or value(fonts, "hAnsi")

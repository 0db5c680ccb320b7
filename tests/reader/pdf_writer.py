"""The least that makes a PDF: pages of placed text, so that tests need no other program."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = (595, 842)  # A4 in points


@dataclass(frozen=True)
class Text:
    """Words at a place: points from the left and from the bottom of the page."""

    words: str
    left: float = 85
    bottom: float = 700
    size: float = 12


def pdf(
    *pages: Sequence[Text], picture: bool = False, title: str = "", encrypt: bytes = b""
) -> bytes:
    """Unicode text in a composite font whose letters are all half an em wide."""
    letters = sorted({letter for page in pages for text in page for letter in text.words})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (9 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Times/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Times/DW 500/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Times/Flags 4/Ascent 800/Descent -200/ItalicAngle 0"
        b"/CapHeight 700/StemV 80/FontBBox[0 -200 500 800]>>",
        _stream(_to_unicode(codes)),
        _stream(b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
                b"/BitsPerComponent 8"),
        b"<</Title<FEFF%s>>>" % title.encode("utf-16-be").hex().encode(),
    ]  # fmt: skip # one object an entry
    for number, page in enumerate(pages):
        drawn = b"".join(_drawn(text, codes) for text in page)
        drawn += b"q 595 0 0 842 0 0 cm /I Do Q " if picture else b""
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>>>" % (*PAGE, 10 + 2 * number),
            _stream(drawn),
        ]
    return _file(objects, encrypt)


def _drawn(text: Text, codes: dict[str, int]) -> bytes:
    shown = "".join(f"{codes[letter]:04X}" for letter in text.words)
    place = f"BT /F {text.size} Tf {text.left} {text.bottom} Td <{shown}> Tj ET "
    return place.encode()


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = "".join(
        f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}endbfchar endcmap end end"
    ).encode()


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def _file(objects: Sequence[bytes], encrypt: bytes) -> bytes:
    content, places = b"%PDF-1.5\n", []
    for number, entry in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info 8 0 R%s>>" % (len(objects) + 1, encrypt)
    return content + table + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(content)

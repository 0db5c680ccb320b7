"""A QR code as a drawing or as dots, large enough for a phone across a counter."""

from fractions import Fraction
from io import BytesIO

import segno

SIDE = 26  # millimetres of the code itself, without the white around it
QUIET = 4  # modules of white on each side, as the standard asks
LEVEL = "m"  # still read with 15 percent of it soiled or creased


def drawing(address: str) -> str:
    """The code as SVG, white around it included."""
    file = BytesIO()
    _code(address).save(file, kind="svg", border=QUIET, xmldecl=False, svgns=True, nl=False)
    return file.getvalue().decode("ascii")


def dots(address: str) -> bytes:
    """The code as PNG, ten dots a module."""
    file = BytesIO()
    _code(address).save(file, kind="png", border=QUIET, scale=10)
    return file.getvalue()


def width(address: str) -> Fraction:
    """Millimetres from white edge to white edge for a code of ``SIDE``."""
    modules = int(_code(address).symbol_size(border=0)[0])
    return Fraction(SIDE * (modules + 2 * QUIET), modules)


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=LEVEL, boost_error=True)

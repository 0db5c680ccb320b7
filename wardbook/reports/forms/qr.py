"""A QR code as a drawing or as dots, large enough for a phone across a counter."""

import re
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

import segno

SIDE = 26  # millimetres of the code itself, without the white around it
QUIET = 4  # modules of white on each side, as the standard asks
LEVEL = "m"  # still read with 15 percent of it soiled or creased
MASK = 0  # the chequered one; trying all eight takes five times as long and reads no better

_DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code, and the millimetres from white edge to white edge at which it is ``SIDE`` wide."""

    content: bytes
    width: Fraction


def svg(address: str) -> Drawn:
    """A stroke for each run of dark modules."""
    code = _made(address)
    strokes = "".join(
        f"M{run.start() + QUIET} {at + QUIET}.5h{len(run[0])}"
        for at, row in enumerate(code.matrix)
        for run in _DARK.finditer(row)
    )
    side = len(code.matrix) + 2 * QUIET
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
    return _drawn(code, f'{head}<path stroke="#000" d="{strokes}"/></svg>'.encode())


def png(address: str) -> Drawn:
    """Ten dots a module."""
    code, file = _made(address), BytesIO()
    code.save(file, border=QUIET, kind="png", scale=10)
    return _drawn(code, file.getvalue())


def _made(address: str) -> segno.QRCode:
    return segno.make_qr(address, error=LEVEL, mask=MASK)


def _drawn(code: segno.QRCode, content: bytes) -> Drawn:
    modules = len(code.matrix)
    return Drawn(content, Fraction(SIDE * (modules + 2 * QUIET), modules))

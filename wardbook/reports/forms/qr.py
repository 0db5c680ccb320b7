"""A QR code as a drawing or as dots, large enough for a phone across a counter."""

from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Any

import segno

SIDE = 26  # millimetres of the code itself, without the white around it
QUIET = 4  # modules of white on each side, as the standard asks
LEVEL = "m"  # still read with 15 percent of it soiled or creased
MASK = 0  # the chequered one; trying all eight takes five times as long and reads no better


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code, and the millimetres from white edge to white edge at which it is ``SIDE`` wide."""

    content: bytes
    width: Fraction


def svg(address: str) -> Drawn:
    return _drawn(address, kind="svg", xmldecl=False, nl=False)


def png(address: str) -> Drawn:
    """Ten dots a module."""
    return _drawn(address, kind="png", scale=10)


def _drawn(address: str, **how: Any) -> Drawn:
    code, file = segno.make_qr(address, error=LEVEL, mask=MASK), BytesIO()
    code.save(file, border=QUIET, **how)
    modules = int(code.symbol_size(border=0)[0])
    return Drawn(file.getvalue(), Fraction(SIDE * (modules + 2 * QUIET), modules))

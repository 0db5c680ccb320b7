"""A QR code as a drawing or as dots, large enough for a phone across a counter."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from io import BytesIO

import segno

SIDE = 26  # millimetres of the code itself, without the white around it
QUIET = 4  # modules of white on each side, as the standard asks
LEVEL = "m"  # still read with 15 percent of it soiled or creased
MASK = 0  # the chequered one; trying all eight takes five times as long and reads no better

_DARK = re.compile("1+")
_PLAIN = ord("a")
_AS_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code, and the millimetres from white edge to white edge at which it is ``SIDE`` wide."""

    content: bytes
    width: Fraction


def svg(address: str) -> Drawn:
    """A stroke for each run of dark modules."""
    modules = dark(address)
    strokes = "".join(
        f"M{run.start() + QUIET} {at + QUIET}.5h{run.end() - run.start()}"
        for at, row in enumerate(modules)
        for run in _DARK.finditer(row)
    )
    side = len(modules) + 2 * QUIET
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
    return _drawn(len(modules), f'{head}<path stroke="#000" d="{strokes}"/></svg>'.encode())


def png(address: str) -> Drawn:
    """Ten dots a module."""
    code, file = _made(address.encode()), BytesIO()
    code.save(file, border=QUIET, kind="png", scale=10)
    return _drawn(len(code.matrix), file.getvalue())


def dark(address: str) -> list[str]:
    """Rows of modules, ``1`` where dark.

    Of addresses of one length each bit turns the same modules around, whatever the others are: a
    code is a sum without carries. So each bit is asked for once, and the next address only added.
    """
    said = address.encode()
    modules, side = _plain(len(said))
    for at, letter in enumerate(said):
        for bit in range(8):
            if (letter ^ _PLAIN) >> bit & 1:
                modules ^= _turned(len(said), at, bit)
    dots = f"{modules:0{side * side}b}"
    return [dots[start : start + side] for start in range(0, len(dots), side)]


@lru_cache(maxsize=8)
def _plain(length: int) -> tuple[int, int]:
    """The code of that many letters a, a bit for each module, and how many are on a side."""
    return _bits(bytes([_PLAIN]) * length)


@lru_cache(maxsize=4096)
def _turned(length: int, at: int, bit: int) -> int:
    """The modules that one bit of the letter at that place turns around."""
    said = bytearray([_PLAIN]) * length
    said[at] ^= 1 << bit
    return _bits(bytes(said))[0] ^ _plain(length)[0]


def _bits(said: bytes) -> tuple[int, int]:
    matrix = _made(said).matrix
    return int(b"".join(matrix).translate(_AS_DIGITS), 2), len(matrix)


def _made(said: bytes) -> segno.QRCode:
    return segno.make_qr(said, error=LEVEL, mask=MASK, mode="byte")


def _drawn(modules: int, content: bytes) -> Drawn:
    return Drawn(content, Fraction(SIDE * (modules + 2 * QUIET), modules))

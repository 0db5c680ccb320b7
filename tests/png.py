"""A browser's picture with 256 colours instead of millions: a page of text needs no more."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB = 2  # the kind of picture a browser takes: three bytes a pixel
INDEXED = 3
DEPTH = 8

Colour = tuple[int, ...]


def smaller(picture: bytes) -> bytes:
    """The same picture in its 256 commonest colours; every other becomes the nearest of them."""
    width, height, *kind = struct.unpack(">IIBBBBB", next(parts(picture, b"IHDR")))
    assert kind == [DEPTH, RGB, 0, 0, 0]
    lines = unfiltered(zlib.decompress(b"".join(parts(picture, b"IDAT"))), 3 * width)
    rows = [list(zip(*[iter(line)] * 3, strict=True)) for line in lines]
    seen = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in seen.most_common(256)]
    index = {colour: nearest(colour, palette) for colour in seen}
    body = b"".join(b"\0" + bytes(index[colour] for colour in row) for row in rows)
    return SIGNATURE + b"".join(
        [
            part(b"IHDR", struct.pack(">IIBBBBB", width, height, DEPTH, INDEXED, 0, 0, 0)),
            part(b"PLTE", bytes(value for colour in palette for value in colour)),
            part(b"IDAT", zlib.compress(body, 9)),
            part(b"IEND", b""),
        ]
    )


def nearest(colour: Colour, palette: list[Colour]) -> int:
    def distance(at: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[at], strict=True))

    return min(range(len(palette)), key=distance)


def parts(picture: bytes, wanted: bytes) -> Iterator[bytes]:
    """The parts of that name: length, name, content, sum of each."""
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == wanted:
            yield picture[at + 8 : at + 8 + length]
        at += length + 12


def part(name: bytes, content: bytes) -> bytes:
    said = name + content
    return struct.pack(">I", len(content)) + said + struct.pack(">I", zlib.crc32(said))


def unfiltered(raw: bytes, stride: int) -> Iterator[bytearray]:
    """The lines of a picture: each is stored as its difference from what is left of or above it."""
    above = bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        line = bytearray(raw[start + 1 : start + 1 + stride])
        expect = PREDICTIONS[raw[start]]
        for at, value in enumerate(line):
            left, corner = (line[at - 3], above[at - 3]) if at >= 3 else (0, 0)
            line[at] = (value + expect(left, above[at], corner)) & 255
        yield line
        above = line


def paeth(left: int, above: int, corner: int) -> int:
    """The neighbour nearest to left + above − corner."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


PREDICTIONS = (
    lambda left, above, corner: 0,
    lambda left, above, corner: left,
    lambda left, above, corner: above,
    lambda left, above, corner: (left + above) // 2,
    paeth,
)

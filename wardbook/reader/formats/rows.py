"""A table row as lines of text."""

# Pages laid out with tables put whole columns of prose into a cell; data never is this long.
_LONGEST_CELL = 400


def one_line(text: str) -> str:
    return " ".join(text.split())


def row_lines(cells: list[list[str]]) -> list[str]:
    """One row, each cell given as its lines, as the lines that stand for it in the text.

    A row of data is one line with its cells joined by " | ", empty cells kept so that columns
    stay in line with their heads. A row that only lays out a page, or holds a table, gives its
    cells' own lines.
    """
    filled = [lines for lines in cells if lines]
    if len(filled) == 1 or any(map(_is_layout, filled)):
        return [line for lines in filled for line in lines]
    return data_row([" ".join(lines) for lines in cells])


def data_row(cells: list[str]) -> list[str]:
    """One line of cells, or nothing when all are empty."""
    row = " | ".join(one_line(cell).replace("|", "/") for cell in cells).rstrip(" |")
    return [row] if row else []


def _is_layout(lines: list[str]) -> bool:
    return sum(map(len, lines)) > _LONGEST_CELL or any(" | " in line for line in lines)

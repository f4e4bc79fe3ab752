"""Tables drawn as text, for tests: cells parted by "|", "<" merged with the left one, "^" with the one above."""

from __future__ import annotations

from duban.documents.blocks import Cell, Place, Table


def drawn(drawing: str, *, at: int = 0) -> Table:
    """The table of a drawing; every cell's place is where its text would stand in `source_of(table)`."""
    rows = [[part.strip() for part in line.split("|")] for line in drawing.strip("\n").splitlines()]
    cells: list[Cell] = []
    for row, parts in enumerate(rows):
        for column, part in enumerate(parts):
            if part in ("<", "^"):
                continue
            text = part.replace("\\n", "\n")
            place = Place(at, at + len(text))
            cells.append(Cell(text, row, column, place, _down(rows, row, column), _right(rows, row, column)))
            at += len(text) + 1
    place = cells[0].place.until(cells[-1].place) if cells else Place(at, at)
    return Table(tuple(cells), place)


def _right(rows: list[list[str]], row: int, column: int) -> int:
    span = 1
    while column + span < len(rows[row]) and rows[row][column + span] == "<":
        span += 1
    return span


def _down(rows: list[list[str]], row: int, column: int) -> int:
    span = 1
    while row + span < len(rows) and column < len(rows[row + span]) and rows[row + span][column] == "^":
        span += 1
    return span


def source_of(*tables: Table) -> str:
    """The text in which the cells stand at their places."""
    cells = sorted((cell for table in tables for cell in table.cells), key=lambda cell: cell.place.start)
    text = ""
    for cell in cells:
        text += "\n" * (cell.place.start - len(text)) + cell.text
    return text


def tab_tables(text: str) -> list[Table]:
    """Tables as a text file has them: lines with tabs, parted by lines without."""
    tables: list[Table] = []
    cells: list[Cell] = []
    start, row = 0, 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            at = start
            for column, part in enumerate(line.split("\t")):
                cells.append(Cell(part.strip(), row, column, Place(at, at + len(part.strip()))))
                at += len(part) + 1
            row += 1
        elif cells:
            tables.append(Table(tuple(cells), cells[0].place.until(cells[-1].place)))
            cells, row = [], 0
        start += len(line) + 1
    return tables

"""Find the tables that ruled lines draw on a page: which squares there are, and which are merged.

In: the ruled segments of a page.  Out: `Grid` values: a lattice of rows and columns, and cells with their spans.
Squares with no line between them are one merged cell; sides that were left open are closed at the table's edge.
Does not read the text inside; `page_tables` does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from duban.documents.reading.pages.geometry import Segment

SNAP = 3.0  # points: lines that close are one
SHORTEST = 4.0  # points: a shorter segment is the end of a thick line drawn as a box
MOST_SEGMENTS = 1200  # of one direction on one page after joining; a page with more is a drawing or a map
MOST_SQUARES = 40_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the positions of its lines, from left and from top, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def covers(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def square_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the smallest square around a point that the grid covers."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def grids_of(segments: Iterable[Segment]) -> list[Grid]:
    """The ruled tables of a page, from top to bottom; one box alone is a frame and no table."""
    upright, level = tidied(segments, vertical=True), tidied(segments, vertical=False)
    if len(upright) > MOST_SEGMENTS or len(level) > MOST_SEGMENTS:
        return []
    grids = (_grid(*group) for group in _connected(upright, level))
    return sorted((g for g in grids if g and len(g.cells) > 1), key=lambda g: (g.top, g.xs[0]))


def tidied(segments: Iterable[Segment], *, vertical: bool) -> list[Segment]:
    """The segments of one direction: those on one line and touching are joined."""
    chosen = sorted((s for s in segments if s.vertical is vertical and s.end > s.start), key=lambda s: s.at)
    bands: list[list[Segment]] = []
    for segment in chosen:
        if bands and segment.at - bands[-1][0].at <= SNAP:
            bands[-1].append(segment)
        else:
            bands.append([segment])
    joined = (piece for band in bands for piece in _joined_band(band))
    return [segment for segment in joined if segment.end - segment.start >= SHORTEST]


def _joined_band(band: list[Segment]) -> list[Segment]:
    at = sum(segment.at for segment in band) / len(band)
    pieces: list[Segment] = []
    for segment in sorted(band, key=lambda s: s.start):
        if pieces and segment.start <= pieces[-1].end + SNAP:
            last = pieces.pop()
            pieces.append(Segment(last.vertical, at, last.start, max(last.end, segment.end)))
        else:
            pieces.append(Segment(segment.vertical, at, segment.start, segment.end))
    return pieces


def _meet(upright: Segment, level: Segment) -> bool:
    return (
        upright.start - SNAP <= level.at <= upright.end + SNAP and level.start - SNAP <= upright.at <= level.end + SNAP
    )


def _connected(upright: list[Segment], level: list[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Groups of segments that meet one another."""
    groups: list[tuple[list[Segment], list[Segment]]] = []
    waiting = set(range(len(level)))
    unseen = set(range(len(upright)))
    while unseen:
        frontier = [unseen.pop()]
        columns: list[Segment] = []
        rows: list[Segment] = []
        while frontier:
            post = upright[frontier.pop()]
            columns.append(post)
            met = [index for index in waiting if _meet(post, level[index])]
            waiting.difference_update(met)
            rows.extend(level[index] for index in met)
            near = [i for i in unseen if any(_meet(upright[i], level[index]) for index in met)]
            unseen.difference_update(near)
            frontier.extend(near)
        groups.append((columns, rows))
    return groups


def _grid(upright: list[Segment], level: list[Segment]) -> Grid | None:
    if len(level) < 2:
        return None
    xs = _positions([s.at for s in upright], [s.start for s in level], [s.end for s in level])
    ys = _positions([s.at for s in level], [s.start for s in upright], [s.end for s in upright])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width > MOST_SQUARES:
        return None
    walls = [[_has_wall(upright, xs[c + 1], ys[r], ys[r + 1]) for c in range(width)] for r in range(height)]
    floors = [[_has_wall(level, ys[r + 1], xs[c], xs[c + 1]) for c in range(width)] for r in range(height)]
    return Grid(tuple(xs), tuple(ys), tuple(_merged(walls, floors)))


def _positions(lines: list[float], starts: list[float], ends: list[float]) -> list[float]:
    """Where the lattice has lines: at the ruled ones, and at the outer ends where that side was left open."""
    places: list[float] = []
    for at in sorted(lines):
        if not places or at - places[-1] > SNAP:
            places.append(at)
    if min(starts) < places[0] - 2 * SNAP:
        places.insert(0, min(starts))
    if max(ends) > places[-1] + 2 * SNAP:
        places.append(max(ends))
    return places


def _has_wall(segments: list[Segment], at: float, start: float, end: float) -> bool:
    """Whether a line at `at` parts the squares between `start` and `end`: it covers more than half of the side."""
    covered = (min(s.end, end) - max(s.start, start) for s in segments if abs(s.at - at) <= SNAP)
    return any(length * 2 > end - start for length in covered)


def _merged(walls: list[list[bool]], floors: list[list[bool]]) -> list[GridCell]:
    """The cells: rectangles of squares with no line between, each as wide and then as tall as it goes."""
    height, width = len(walls), len(walls[0])
    taken = [[False] * width for _ in range(height)]
    cells = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            colspan = 1
            while (
                column + colspan < width and not walls[row][column + colspan - 1] and not taken[row][column + colspan]
            ):
                colspan += 1
            columns = range(column, column + colspan)
            rowspan = 1
            while row + rowspan < height and not any(floors[row + rowspan - 1][c] for c in columns):
                rowspan += 1
            for r in range(row, row + rowspan):
                taken[r][column : column + colspan] = [True] * colspan
            cells.append(GridCell(row, column, rowspan, colspan))
    return cells

"""Write small .ofd documents (GB/T 33190) for tests and samples.

In: paragraphs, tables and page breaks.  Out: the bytes of a package, always the same for the same items.
Lays out A4 pages as official documents have them (28 characters a line, 22 lines a page, "— 1 —" at the foot);
a table goes on over pages with its header rows repeated. Fonts are named, not embedded.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0  # millimetres, as everything here
LEFT, TOP, TEXT_WIDTH, TEXT_HEIGHT = 28.0, 37.0, 158.0, 225.0
POINT = 25.4 / 72
NO_LINE_START = "，。、；：？！）〕】》〉”’％%"
CELL_SIZE, CELL_PITCH, CELL_PADDING = 12 * POINT, 18 * POINT, 1.2


@dataclass(frozen=True)
class Text:
    """A paragraph; `indent` in characters, `align` "left", "center" or "right", `size` in points."""

    text: str
    indent: int = 2
    align: str = "left"
    size: float = 16


@dataclass(frozen=True)
class Span:
    """A merged cell."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Ruled:
    """A ruled table: rows of texts or spans (squares under a span are left out), columns as shares of the width."""

    rows: Sequence[Sequence[str | Span]]
    shares: Sequence[float]
    header: int = 1


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass
class _Page:
    texts: list[tuple[float, float, float, str]] = field(default_factory=list)  # x, baseline, size, text
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class _Placed:
    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


def write_ofd(
    items: Sequence[Text | Ruled | NewPage], *, head: str = "", numbered: bool = True, namespace: str = NAMESPACE
) -> bytes:
    """The package with these items; `head` stands on every page by a template, page numbers below when `numbered`."""
    pages = _lay_out(items)
    if numbered:
        for number, page in enumerate(pages, start=1):
            text, size = f"— {number} —", 14 * POINT
            page.texts.append(((WIDTH - _width(text, size)) / 2, HEIGHT - 28, size, text))
    return _package([_content(page, namespace, template=bool(head)) for page in pages], head, namespace)


def _lay_out(items: Sequence[Text | Ruled | NewPage]) -> list[_Page]:
    pages, y = [_Page()], TOP
    for item in items:
        if isinstance(item, NewPage):
            pages.append(_Page())
            y = TOP
        elif isinstance(item, Text):
            y = _set_text(pages, y, item)
        else:
            y = _set_table(pages, y, item)
    return pages


def _set_text(pages: list[_Page], y: float, item: Text) -> float:
    size = item.size * POINT
    pitch = max(TEXT_HEIGHT / 22, 1.4 * size)
    for index, line in enumerate(_wrapped(item.text, size, TEXT_WIDTH, item.indent if item.align == "left" else 0)):
        if y + pitch > TOP + TEXT_HEIGHT + 0.1:
            pages.append(_Page())
            y = TOP
        spare = TEXT_WIDTH - _width(line, size)
        shift = {"left": item.indent * size if index == 0 else 0.0, "center": spare / 2, "right": spare - 2 * size}
        pages[-1].texts.append((LEFT + shift[item.align], y + pitch * 0.7, size, line))
        y += pitch
    return y


def _wrapped(text: str, size: float, width: float, indent: int = 0) -> Iterator[str]:
    line, room = "", width - indent * size
    for character in text:
        wide = _width(line + character, size) > room + 0.01
        if wide and character not in NO_LINE_START:
            yield line
            line, room = "", width
        elif wide:  # a closing mark takes the character before it along
            yield line[:-1]
            line, room = line[-1:], width
        line += character
    yield line


def _width(text: str, size: float) -> float:
    return sum(size * (0.5 if character.isascii() else 1.0) for character in text)


def _set_table(pages: list[_Page], y: float, table: Ruled) -> float:
    xs = [LEFT + TEXT_WIDTH * sum(table.shares[:n]) / sum(table.shares) for n in range(len(table.shares) + 1)]
    cells = _placed(table)
    heights = _heights(cells, xs, len(table.rows))
    start = 0
    while start < len(table.rows):
        repeated = list(range(table.header)) if start else []
        space = TOP + TEXT_HEIGHT - y - sum(heights[: table.header] if start else [])
        end = start
        while end < len(table.rows) and sum(heights[start : end + 1]) <= space:
            end += 1
        end = max(end, start + 1) if y == TOP else end
        if end > start:
            for rows in (repeated, list(range(start, end))):
                y = _set_rows(pages[-1], y, rows, cells, xs, heights)
        start = end
        if start < len(table.rows):
            pages.append(_Page())
            y = TOP
    return y


def _placed(table: Ruled) -> list[_Placed]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, texts in enumerate(table.rows):
        column = 0
        for text in texts:
            while (row, column) in taken:
                column += 1
            span = text if isinstance(text, Span) else Span(text)
            cells.append(_Placed(row, column, span.rowspan, span.colspan, span.text))
            taken |= {(row + r, column + c) for r in range(span.rowspan) for c in range(span.colspan)}
    return cells


def _cell_lines(cell: _Placed, xs: Sequence[float]) -> list[str]:
    width = xs[cell.column + cell.colspan] - xs[cell.column] - 2 * CELL_PADDING
    return [line for part in cell.text.split("\n") for line in _wrapped(part, CELL_SIZE, width)]


def _heights(cells: Sequence[_Placed], xs: Sequence[float], rows: int) -> list[float]:
    heights = [CELL_PITCH + 2.0] * rows
    for cell in sorted(cells, key=lambda c: c.rowspan):
        needed = len(_cell_lines(cell, xs)) * CELL_PITCH + 2.0
        there = sum(heights[cell.row : cell.row + cell.rowspan])
        heights[cell.row + cell.rowspan - 1] += max(needed - there, 0.0)
    return heights


def _set_rows(
    page: _Page, y: float, rows: Sequence[int], cells: Sequence[_Placed], xs: Sequence[float], heights: Sequence[float]
) -> float:
    """Draw rows from `y` on; of a merged cell that began on the page before, only its frame."""
    tops = {row: y + sum(heights[r] for r in rows if r < row) for row in rows}
    for cell in cells:
        inside = [row for row in range(cell.row, cell.row + cell.rowspan) if row in tops]
        if not inside:
            continue
        left, right, top = xs[cell.column], xs[cell.column + cell.colspan], tops[inside[0]]
        bottom = top + sum(heights[row] for row in inside)
        page.lines += [(left, top, right, top), (left, bottom, right, bottom)]
        page.lines += [(left, top, left, bottom), (right, top, right, bottom)]
        if inside[0] == cell.row:
            for index, line in enumerate(_cell_lines(cell, xs)):
                baseline = top + 1.0 + CELL_PITCH * index + CELL_PITCH * 0.75
                page.texts.append((left + CELL_PADDING, baseline, CELL_SIZE, line))
    return y + sum(heights[row] for row in rows)


def _content(page: _Page, namespace: str, *, template: bool) -> str:
    objects, identifier = [], 100
    for x, baseline, size, text in page.texts:
        identifier += 2
        objects.append(_text_object(identifier, x, baseline, size, text))
    for x0, y0, x1, y1 in page.lines:
        identifier += 1
        box = f"{x0:.3f} {y0:.3f} {max(x1 - x0, 0.1):.3f} {max(y1 - y0, 0.1):.3f}"
        path = f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}"
        objects.append(
            f'<ofd:PathObject ID="{identifier}" Boundary="{box}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    used = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
    body = f'<ofd:Content><ofd:Layer ID="99" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content>'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="{namespace}">{used}{body}</ofd:Page>'


def _text_object(identifier: int, x: float, baseline: float, size: float, text: str) -> str:
    widths = [_width(character, size) for character in text[:-1]]
    same = len(set(widths)) == 1 and len(widths) > 1
    deltas = f"g {len(widths)} {widths[0]:.4f}" if same else " ".join(f"{width:.4f}" for width in widths)
    delta = f' DeltaX="{deltas}"' if widths else ""
    box = f"{x:.3f} {baseline - size:.3f} {_width(text, size):.3f} {1.3 * size:.3f}"
    return (
        f'<ofd:TextObject ID="{identifier}" Boundary="{box}" Font="3" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{size:.4f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def _package(contents: Sequence[str], head: str, namespace: str) -> bytes:
    parts = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{namespace}" DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _document(len(contents), namespace, template=bool(head)),
        "Doc_0/PublicRes.xml": f'<ofd:Res xmlns:ofd="{namespace}" BaseLoc="Res"><ofd:Fonts>'
        '<ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
    }
    for index, content in enumerate(contents):
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = content
    if head:
        size = 9 * POINT
        line = ((WIDTH - _width(head, size)) / 2, 20.0, size, head)
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _content(_Page([line]), namespace, template=False)
    return _zipped(parts)


def _document(pages: int, namespace: str, *, template: bool) -> str:
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    tpl = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    return (
        f'<ofd:Document xmlns:ofd="{namespace}"><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>'
        f"<ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{tpl}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _zipped(parts: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            head = "" if content.startswith("<?xml") else '<?xml version="1.0" encoding="UTF-8"?>'
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), (head + content).encode())
    return target.getvalue()

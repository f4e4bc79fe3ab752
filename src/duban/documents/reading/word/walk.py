"""Walk through the body of a Word file and give its paragraphs and tables, numbers included.

In: `w:body`, a cell or a text box.  Out: paragraphs and tables, added to a `Sink`.
Content controls and insertions are entered; tables of contents are noise; a table of one column is entered.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import TOO_LONG, CellText, Sink
from duban.documents.reading.word.names import ALTERNATE, W, is_on
from duban.documents.reading.word.numbering import Numbering
from duban.documents.reading.word.styles import Styles
from duban.documents.reading.word.tables import cells_of, squares
from duban.documents.reading.word.text import ParagraphText, chosen, collect, is_hidden

PARAGRAPH = f"{W}p"
TABLE = f"{W}tbl"
CHUNK = f"{W}altChunk"
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LEFT_OUT = {W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "sectPr", "tcPr", "customXmlPr")}


class Walk:
    def __init__(self, styles: Styles, numbering: Numbering, chunks: Callable[[str], bytes]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._chunks = chunks  # the bytes of an embedded page, by its relationship
        self._chunks_read = 0
        self._carried = ParagraphText()  # of a paragraph whose end was deleted: it runs on into the next

    def read(self, parent: etree._Element, sink: Sink, *, style: str = "", in_cell: bool = False) -> None:
        """Add what stands in `parent` to `sink`; `style` is for paragraphs that have none of their own."""
        for child in parent:
            if child.tag == PARAGRAPH:
                self._paragraph(child, sink, style, in_cell)
            elif child.tag == TABLE:
                self._table(child, sink)
            elif child.tag == CHUNK:
                self._chunk(child, sink)
            elif child.tag == ALTERNATE:
                self.read(chosen(child), sink, style=style, in_cell=in_cell)
            elif child.tag not in LEFT_OUT and not is_hidden(child):
                self.read(child, sink, style=style, in_cell=in_cell)

    def _paragraph(self, element: etree._Element, sink: Sink, style: str, in_cell: bool) -> None:
        properties = element.find(W + "pPr")
        found, self._carried = self._carried, ParagraphText()
        collect(element, found)
        if properties is not None and is_on(properties, "rPr/del"):
            self._carried = found
            return
        self._give(found, properties, sink, style, in_cell)
        for box in found.boxes:
            self.read(box, sink, in_cell=in_cell)

    def _give(
        self, found: ParagraphText, properties: etree._Element | None, sink: Sink, style: str, in_cell: bool
    ) -> None:
        label = self._numbering.label(properties)
        lines = [line for line in found.lines if line.strip()]
        if label and (lines or in_cell):  # a 序号 column often holds nothing but the number Word draws
            lines[:1] = [label + (lines[0].lstrip() if lines else "")]
        role = (self._styles.role(properties) if lines else "") or style
        for line in lines:
            if role == "contents":
                sink.noise(line)
            else:
                sink.paragraph(line, role)

    def _table(self, table: etree._Element, sink: Sink) -> None:
        cells = cells_of(table)
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    self.read(cell, sink)
        else:
            sink.table(squares(cells, self._cell_text))

    def _chunk(self, element: etree._Element, sink: Sink) -> None:
        from duban.documents.reading.word.chunks import read_chunk

        self._chunks_read += 1
        if self._chunks_read > limits.CHUNKS:
            raise UnreadableFile(TOO_LONG)
        read_chunk(self._chunks(element.get(RELATIONSHIP_ID) or ""), sink)

    def _cell_text(self, cell: etree._Element) -> str:
        lines: list[str] = []
        self.read(cell, CellText(lines), in_cell=True)
        return "\n".join(lines)

"""Read what a Word file only carries along: a page or web archive that Word itself would import (`w:altChunk`).

In: the bytes of such a part.  Out: its paragraphs and tables, added to a `Sink`.
Office systems that export from the browser write .docx files that hold nothing else.
"""

from __future__ import annotations

from duban.documents.blocks import Paragraph, ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.assembly import Sink, Square
from duban.documents.reading.sniff import Format, sniff
from duban.documents.reading.web import archive as web_archive
from duban.documents.reading.web import html
from duban.documents.reading.word.names import KIND

READERS = {Format.HTML: html.read, Format.WEB_ARCHIVE: web_archive.read}


def read_chunk(data: bytes, sink: Sink) -> None:
    read = READERS.get(sniff(data, ""))
    if read is None:
        raise UnreadableFile(f"{KIND}里嵌有其他文件，无法读取。请用 Word 打开，另存为 .docx 后再上传。")
    _give(read(data, ""), sink)


def _give(file: ReadFile, sink: Sink) -> None:
    for block in file.blocks:
        if isinstance(block, Paragraph):
            sink.paragraph(block.text, block.style)
        else:
            sink.table([Square(c.text, c.row, c.column, c.rowspan, c.colspan) for c in block.cells])

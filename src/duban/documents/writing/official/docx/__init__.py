"""Write a paper as a Word file: the page, the grid of 22 lines by 28 characters, and the fonts of the standard.

In: `Paper`.  Out: bytes; the same paper always gives the same ones.  `CannotWrite` where something is missing.
The XML is made as text: cell by cell through a library, the tables of a bulletin would take many times as long.
"""

from __future__ import annotations

from duban.documents.writing.official.arranging import Grid, Line, Role, arranged, imprint
from duban.documents.writing.official.docx.foot import imprint_xml
from duban.documents.writing.official.docx.lines import line_xml
from duban.documents.writing.official.docx.package import packed
from duban.documents.writing.official.docx.tables import grid_xml
from duban.documents.writing.official.paper import Paper, Shape


def write_docx(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    body = [_element(element, paper) for element in arranged(paper) if not _is_in_header(element, paper)]
    return packed(paper, "".join(body) + imprint_xml(imprint(paper), paper.shape))


def _is_in_header(element: Line | Grid, paper: Paper) -> bool:
    return paper.shape is Shape.LETTER and isinstance(element, Line) and element.role is Role.MARK


def _element(element: Line | Grid, paper: Paper) -> str:
    return grid_xml(element) if isinstance(element, Grid) else line_xml(element, paper)

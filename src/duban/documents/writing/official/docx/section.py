"""The page in Word: paper, margins, grid, page numbers, and what a letter has at the head and foot of its first page.

In: `Paper` or its `Shape`.  Out: the section's properties, headers and footers as XML.
Page numbers stand 7 mm below the text, right on odd pages and left on even ones.
"""

from __future__ import annotations

from duban.documents.writing.official.arranging import Role
from duban.documents.writing.official.docx.lines import TIGHT, below_mark, mark_run
from duban.documents.writing.official.docx.styles import NAMESPACE, PAGE_STYLE
from duban.documents.writing.official.docx.xml import (
    indent,
    millimetres,
    paragraph,
    rule,
    run,
    spacing,
    style,
    twips,
)
from duban.documents.writing.official.measures import (
    BODY,
    BOTTOM,
    FOOT,
    LEFT,
    LETTER_MARK_TOP,
    LETTER_RULE,
    LETTER_RULE_ABOVE_EDGE,
    LINE,
    PAGE,
    PAGE_NUMBER_BELOW,
    POINTS,
    RED,
    RIGHT,
    RULE_BELOW_NUMBER,
    SQUARE,
    TOP,
    mark_setting,
)
from duban.documents.writing.official.paper import Paper, Shape
from duban.documents.writing.official.words import on_one_line

_DASH = 0.44  # of its size: how far above the foot of its line's characters a dash stands
_DOUBLE = 3.0  # points, both rules of a letter and what is between
_OUT_LEFT = LEFT - (PAGE[0] - LETTER_RULE) / 2
_OUT_RIGHT = RIGHT - (PAGE[0] - LETTER_RULE) / 2


def section_xml(shape: Shape) -> str:
    """`sectPr`: the page of the standard; the grid says how many lines and characters stand on it."""
    letter = shape is Shape.LETTER
    first = (
        '<w:headerReference w:type="first" r:id="first-header"/><w:footerReference w:type="first" r:id="first-footer"/>'
    )
    numbers = '<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>'
    margins = {
        "top": millimetres(TOP),
        "right": millimetres(RIGHT),
        "bottom": millimetres(BOTTOM),
        "left": millimetres(LEFT),
        "header": millimetres(LETTER_MARK_TOP),
        "footer": twips(_footer_distance()),
        "gutter": 0,
    }
    page = " ".join(f'w:{side}="{length}"' for side, length in margins.items())
    pitch = int((SQUARE - BODY) * 4096) - 1  # rounded down: 28 characters must fit
    return (
        f"<w:sectPr>{first if letter else ''}{numbers}"
        f'<w:pgSz w:w="{millimetres(PAGE[0])}" w:h="{millimetres(PAGE[1])}"/>'
        f"<w:pgMar {page}/>{'<w:titlePg/>' if letter else ''}"
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{int(LINE * 20)}" w:charSpace="{pitch}"/></w:sectPr>'
    )


def _footer_distance() -> float:
    """Points from the page's edge to the end of the line with a letter's lower rule; page numbers stand higher."""
    return LETTER_RULE_ABOVE_EDGE * POINTS - _DOUBLE / 2 - 1


def page_number_xml(even: bool) -> str:
    """The footer of odd or even pages: “— 1 —”, one character in from the edge of the text."""
    dash = (BOTTOM - PAGE_NUMBER_BELOW) * POINTS  # above the page's edge
    foot = dash - _DASH * FOOT - FOOT * (TIGHT - 1) - _footer_distance()
    side = (
        {"jc": 'w:val="left"', "ind": indent(left=FOOT)} if even else {"jc": 'w:val="right"', "ind": indent(right=FOOT)}
    )
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    number = paragraph(run("— ") + field + run(" —"), pStyle=style(PAGE_STYLE), **side)
    return _part("ftr", number + _empty(foot))


def first_header_xml(paper: Paper) -> str:
    """A letter's mark 30 mm below the page's edge, and the double rule under it."""
    mark = on_one_line(paper.mark)
    border = rule(
        "bottom",
        points=_DOUBLE,
        distance=RULE_BELOW_NUMBER * POINTS - below_mark(mark),
        color=RED,
        kind="thickThinSmallGap",
    )
    head = paragraph(
        mark_run(mark),
        pStyle=style(Role.MARK),
        pBdr=border,
        spacing=spacing(mark_setting(mark)[0] * TIGHT),
        ind=_outwards(),
    )
    return _part("hdr", head)


def first_footer_xml() -> str:
    """A letter's lower double rule, its thick line below, 20 mm above the page's edge; its first page has no number."""
    border = rule("top", points=_DOUBLE, color=RED, kind="thickThinSmallGap")
    return _part("ftr", paragraph("", pBdr=border, spacing=spacing(1), ind=_outwards()))


def _outwards() -> str:
    """As wide as a letter's rules, which are wider than the text."""
    return indent(left=-_OUT_LEFT * POINTS, right=-_OUT_RIGHT * POINTS)


def _empty(points: float) -> str:
    return paragraph("", pStyle=style(PAGE_STYLE), spacing=spacing(points))


def _part(name: str, content: str) -> str:
    return f'<w:{name} xmlns:w="{NAMESPACE}">{content}</w:{name}>'

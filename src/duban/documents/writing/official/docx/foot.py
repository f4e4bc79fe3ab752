"""The 版记 in Word: a box at the foot of the text area of the page on which the text ends.

In: the lines of the 版记.  Out: XML.  The last line of the document, too small to be seen, holds the box to its page.
Rules are paragraphs of their own: a paragraph's border would be drawn in as far as its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from duban.documents.writing.official.arranging import Line, Role
from duban.documents.writing.official.docx.xml import indent, paragraph, rule, run, spacing, style, tab, twips
from duban.documents.writing.official.measures import (
    FOOT,
    FOOT_GAP,
    FOOT_LINE,
    INNER_RULE,
    OUTER_RULE,
    POINTS,
    TEXT,
    squares,
)
from duban.documents.writing.official.paper import Shape

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_BOX = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_UNITS = 12700  # of DrawingML in a point
_LABEL = 3 * FOOT  # 抄送：
_WIDTH = TEXT[0] * POINTS
_RULE_LINE = 1.0
_RULE_HEIGHT = _RULE_LINE + OUTER_RULE * POINTS


def imprint_xml(lines: Sequence[Line], shape: Shape) -> str:
    """The 版记; a letter's has no rules."""
    if not lines:
        return ""
    ruled = shape is not Shape.LETTER
    parts = [_rule(OUTER_RULE)] if ruled else []
    for index, line in enumerate(lines):
        parts.append(_line(line))
        if ruled:
            parts.append(_rule(OUTER_RULE if index == len(lines) - 1 else INNER_RULE))
    height = sum(_lines(line) * FOOT_LINE + FOOT_GAP for line in lines) + (len(lines) + 1) * _RULE_HEIGHT * ruled
    return paragraph(f"<w:r>{_box(''.join(parts), height)}</w:r>", spacing=spacing(1), rPr='<w:sz w:val="2"/>')


def _lines(line: Line) -> int:
    """How many lines the words take: the box must be told its height."""
    room = _WIDTH - 2 * FOOT - (_LABEL if line.role is Role.COPIES else 0)
    return max(1, ceil(squares(line.text + line.right) * FOOT / (room - FOOT)))


def _line(line: Line) -> str:
    """One square in from both sides; 抄送 goes on below the first body it names."""
    if line.role is Role.COPIES:
        inside = {"ind": indent(left=FOOT + _LABEL, right=FOOT, hanging=_LABEL)}
    else:
        inside = {
            "ind": indent(left=FOOT, right=FOOT),
            "tabs": f'<w:tab w:val="right" w:pos="{twips(_WIDTH - FOOT)}"/>',
        }
    right = tab() + run(line.right) if line.right else ""
    return paragraph(run(line.lead) + run(line.text) + right, pStyle=style(line.role), **inside)


def _rule(millimetre: float) -> str:
    border = rule("top", points=millimetre * POINTS)
    return paragraph("", pBdr=border, spacing=spacing(_RULE_LINE), rPr='<w:sz w:val="2"/>')


def _box(content: str, height: float) -> str:
    """A box as wide as the text and so many points high, its words at its foot."""
    size = f'cx="{round(_WIDTH * _UNITS)}" cy="{round(height * _UNITS)}"'
    place = (
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    )
    form = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/><a:ln><a:noFill/></a:ln>"
    )
    box = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{form}</wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp>'
    )
    return (
        f'<mc:AlternateContent xmlns:mc="{_MARKUP}"><mc:Choice Requires="wps" xmlns:wps="{_BOX}"><w:drawing>'
        f'<wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        f'{place}<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_BOX}">{box}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    )

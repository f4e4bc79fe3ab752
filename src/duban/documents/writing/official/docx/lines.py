"""One line of the arrangement as a Word paragraph: its style, and what only this paper decides.

In: `Line` and its `Paper`.  Out: XML.  Tables are `tables`; headers and footers are `section`.
"""

from __future__ import annotations

from collections.abc import Callable

from duban.documents.writing.official.arranging import Line, Role
from duban.documents.writing.official.docx.styles import TITLE_LEADING
from duban.documents.writing.official.docx.xml import (
    Properties,
    font,
    indent,
    paragraph,
    rule,
    run,
    spacing,
    style,
    tab,
    twips,
)
from duban.documents.writing.official.measures import (
    BODY,
    KAI,
    LETTER_NUMBER_BELOW,
    LINE,
    MARK_BELOW_TOP,
    POINTS,
    RED,
    RED_RULE,
    RULE_BELOW_NUMBER,
    SQUARE,
    SQUARES,
    TEXT,
    TITLE_LINE,
    mark_setting,
    squares,
)
from duban.documents.writing.official.paper import Paper, Shape

TIGHT = 1.1  # a line as high as its characters and a tenth, which stays below them
_WIDTH = TEXT[0] * POINTS
_INDENTED = 2 * SQUARE
_LABEL = 3 * SQUARE  # 附件：
_SHORT = 4 * SQUARES  # of a longer paragraph LibreOffice would put the whole on the next page


def line_xml(line: Line, paper: Paper) -> str:
    """The paragraph of `line`."""
    own = _OWN.get(line.role)
    properties = {"pStyle": style(line.role)} | (own(line, paper) if own else {})
    if line.held and squares(line.lead + line.text) <= _SHORT:
        properties["keepNext"] = ""
    return paragraph(_content(line, paper), **properties)


def mark_run(mark: str) -> str:
    """The issuing body's mark, as wide as the text allows."""
    height, width = mark_setting(mark)
    size = f'w:val="{round(height * 2)}"'
    return run(mark, w=f'w:val="{width}"', sz=size, szCs=size)


def below_mark(mark: str) -> float:
    """Points between the feet of the mark's characters and the end of its line."""
    return mark_setting(mark)[0] * (TIGHT - 1)


def _content(line: Line, paper: Paper) -> str:
    if line.role is Role.MARK:
        return mark_run(line.text)
    if line.role is Role.NUMBER and paper.shape is Shape.LETTER:
        return run(line.lead) + (tab() if line.lead else "") + run(line.text)
    if line.role is Role.NUMBER and line.right:
        return tab() + run(line.text) + tab() + run("签发人：") + run(line.right, rFonts=font(KAI))
    lead = run(line.lead, rFonts=font(KAI)) if line.role is Role.TEXT else run(line.lead)
    return lead + run(line.text)


def _mark(line: Line, paper: Paper) -> Properties:
    """35 mm below the top of the text; an inner form saves that room."""
    above = (bool(paper.copy_number.strip()) + bool(paper.urgency.strip())) * LINE
    distance = max(MARK_BELOW_TOP * POINTS - above, 0) if paper.shape is Shape.DOCUMENT else 0.0
    return {"spacing": spacing(mark_setting(line.text)[0] * TIGHT, before=distance)}


def _number(line: Line, paper: Paper) -> Properties:
    if paper.shape is Shape.LETTER:
        return _letter_number(line)
    foot = BODY * (TIGHT - 1)
    border = rule("bottom", points=RED_RULE * POINTS, distance=RULE_BELOW_NUMBER * POINTS - foot, color=RED)
    lines = 2 if paper.shape is Shape.DOCUMENT else 1
    before = lines * LINE - below_mark(paper.mark)
    found: dict[str, str] = {"pBdr": border, "spacing": spacing(BODY * TIGHT, before=before)}
    if line.right:
        found |= {"jc": 'w:val="left"', "tabs": _tabs(("left", SQUARE), ("right", _WIDTH - SQUARE))}
    return found


def _letter_number(line: Line) -> Properties:
    found: dict[str, str] = {"spacing": spacing(BODY * TIGHT, before=LETTER_NUMBER_BELOW)}
    if line.lead:
        return found | {"jc": 'w:val="left"', "tabs": _tabs(("right", _WIDTH))}
    return found | {"jc": 'w:val="right"'}


def _title(line: Line, paper: Paper) -> Properties:
    """Two lines below the red rule; one on a form."""
    lines = 1 if paper.shape is Shape.FORM else 2
    return {"spacing": spacing(TITLE_LINE, before=lines * LINE - TITLE_LEADING, after=LINE)}


def _tabs(*stops: tuple[str, float]) -> str:
    return "".join(f'<w:tab w:val="{side}" w:pos="{twips(at)}"/>' for side, at in stops)


def _annex_note(line: Line, paper: Paper) -> Properties:
    """A name that goes on stands below its own first character."""
    number = line.start * SQUARE
    label = number + (_LABEL if line.first else 0)
    return {
        "ind": indent(left=_INDENTED + _LABEL + number, hanging=label),
        "spacing": spacing(LINE, before=LINE if line.first else 0),
    }


def _signature(line: Line, paper: Paper) -> Properties:
    return {
        "ind": indent(left=line.start * SQUARE),
        "spacing": spacing(LINE, before=LINE if line.first else 0),
    }


_OWN: dict[Role, Callable[[Line, Paper], Properties]] = {
    Role.MARK: _mark,
    Role.NUMBER: _number,
    Role.TITLE: _title,
    Role.ANNEX_NOTE: _annex_note,
    Role.ANNEX_MORE: _annex_note,
    Role.SIGNATORY: _signature,
    Role.DATED: _signature,
}

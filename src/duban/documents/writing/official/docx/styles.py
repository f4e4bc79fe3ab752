"""How each role looks in Word: a named style each, so that the office can go on writing in the file.

In: nothing.  Out: `styles.xml`.  Fonts and sizes of GB/T 9704-2012 section 7, lines of 1/22 of the text area.
"""

from __future__ import annotations

from math import floor

from duban.documents.writing.official.arranging import Role
from duban.documents.writing.official.docx.xml import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    Properties,
    font,
    indent,
    ordered,
    spacing,
    twips,
)
from duban.documents.writing.official.measures import (
    BODY,
    CELL,
    FANG,
    FOOT,
    FOOT_GAP,
    FOOT_LINE,
    HEI,
    KAI,
    LINE,
    RED,
    SONG,
    SQUARE,
    TITLE,
    TITLE_LINE,
    XIAOBIAO,
)

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CELL_STYLE, HEADER_STYLE, LABEL_STYLE, VALUE_STYLE, PAGE_STYLE = "cell", "cell-header", "label", "value", "page-number"
CELL_LINE = 18.0
# Word sets characters on four fifths of an exact line: what is above the title's characters is no part of a distance.
TITLE_LEADING = 0.8 * TITLE_LINE - 0.88 * TITLE
# Twips by which a character must be narrower to fit its square: Word's grid sees to it, LibreOffice's does not.
_NARROWER = floor((SQUARE - BODY) * 20) - 1
CENTRED, LEFT_SET = {"jc": 'w:val="center"'}, {"jc": 'w:val="left"'}
_IN_TWO = {"ind": f'w:firstLineChars="200" w:firstLine="{twips(2 * SQUARE)}"'}
_WITH_NEXT = {"keepNext": ""}
_NAMES: dict[str, str] = {
    Role.TITLE: "Title",
    **{Role(f"heading-{level}"): f"heading {level}" for level in (1, 2, 3, 4)},
}


def _look(name: str, size: float = BODY, **more: str) -> Properties:
    narrow = {"spacing": f'w:val="{_NARROWER}"'} if size == BODY else {}
    return (
        narrow | {"rFonts": font(name), "sz": f'w:val="{round(size * 2)}"', "szCs": f'w:val="{round(size * 2)}"'} | more
    )


def _title(before: float) -> Properties:
    return {**CENTRED, **_WITH_NEXT, "spacing": spacing(TITLE_LINE, before=before, after=LINE)}


def _small(line: float, after: float = 0, /, **more: str) -> Properties:
    return {"spacing": spacing(line, after=after)} | more


STYLES: dict[str, tuple[Properties, Properties]] = {
    Role.COPY_NUMBER: (LEFT_SET, _look(HEI)),
    Role.URGENCY: (LEFT_SET, _look(HEI)),
    Role.MARK: ({**CENTRED, **_WITH_NEXT}, _look(XIAOBIAO, color=f'w:val="{RED}"')),
    Role.NUMBER: ({**CENTRED, **_WITH_NEXT}, _look(FANG)),
    Role.TITLE: (_title(2 * LINE - TITLE_LEADING), _look(XIAOBIAO, TITLE)),
    Role.RECIPIENTS: (LEFT_SET, _look(FANG)),
    Role.HEADING_1: ({**_IN_TWO, **_WITH_NEXT, "outlineLvl": 'w:val="0"'}, _look(HEI)),
    Role.HEADING_2: ({**_IN_TWO, **_WITH_NEXT, "outlineLvl": 'w:val="1"'}, _look(KAI)),
    Role.HEADING_3: ({**_IN_TWO, "outlineLvl": 'w:val="2"'}, _look(FANG)),
    Role.HEADING_4: ({**_IN_TWO, "outlineLvl": 'w:val="3"'}, _look(FANG)),
    Role.TEXT: (_IN_TWO, _look(FANG)),
    Role.CAPTION: ({**CENTRED, **_WITH_NEXT}, _look(HEI, FOOT)),
    Role.ANNEX_NOTE: (LEFT_SET, _look(FANG)),
    Role.ANNEX_MORE: (LEFT_SET, _look(FANG)),
    Role.SIGNATORY: ({**LEFT_SET, **_WITH_NEXT}, _look(FANG)),
    Role.DATED: (LEFT_SET, _look(FANG)),
    Role.NOTE: (_IN_TWO, _look(FANG)),
    Role.ANNEX_LABEL: ({"pageBreakBefore": "", **LEFT_SET, **_WITH_NEXT}, _look(HEI)),
    Role.ANNEX_TITLE: (_title(LINE), _look(XIAOBIAO, TITLE)),
    Role.COPIES: (_small(FOOT_LINE, FOOT_GAP, ind=indent(left=3 * FOOT, hanging=3 * FOOT)), _look(FANG, FOOT)),
    Role.PRINTED: (_small(FOOT_LINE, FOOT_GAP), _look(FANG, FOOT)),
    CELL_STYLE: (_small(CELL_LINE), _look(FANG, CELL)),
    HEADER_STYLE: (_small(CELL_LINE, **CENTRED), _look(HEI, CELL)),
    LABEL_STYLE: (CENTRED, _look(HEI)),
    VALUE_STYLE: (LEFT_SET, _look(FANG)),
    PAGE_STYLE: (_small(FOOT * 1.1), _look(SONG, FOOT)),
}


def styles_xml() -> str:
    """The part `word/styles.xml`."""
    defaults = ordered(_look(FANG, lang='w:val="zh-CN" w:eastAsia="zh-CN"'), RUN_ORDER)
    normal: Properties = {
        "widowControl": 'w:val="0"',
        "kinsoku": "",
        "overflowPunct": "",
        "autoSpaceDE": 'w:val="0"',
        "autoSpaceDN": 'w:val="0"',
        "snapToGrid": 'w:val="0"',
        "spacing": spacing(LINE),
        "jc": 'w:val="both"',
    }
    own = "".join(_style(str(role), _NAMES.get(role, str(role)), *look) for role, look in STYLES.items())
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>'
        f"</w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{ordered(normal, PARAGRAPH_ORDER)}</w:pPr><w:rPr>{defaults}</w:rPr></w:style>"
        f'<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>{own}</w:styles>'
    )


def _style(key: str, name: str, around: Properties, words: Properties) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{ordered(around, PARAGRAPH_ORDER)}</w:pPr><w:rPr>{ordered(words, RUN_ORDER)}</w:rPr></w:style>"
    )

"""The figures of GB/T 9704-2012: page, text area, grid, sizes and distances, for every writer alike.

Millimetres and points as the standard says them; what it leaves open (the mark's size) is decided here.
A square is the width of one of the 28 characters of a line, a line one of the 22 lines of a page.
"""

from __future__ import annotations

from duban.documents.writing.width import text_width

PAGE = (210.0, 297.0)
TOP, LEFT = 37.0, 28.0  # 天头, 订口
TEXT = (156.0, 225.0)  # 版心
RIGHT, BOTTOM = PAGE[0] - LEFT - TEXT[0], PAGE[1] - TOP - TEXT[1]
SQUARES, LINES = 28, 22
POINTS = 72 / 25.4  # in a millimetre
SQUARE = TEXT[0] * POINTS / SQUARES
LINE = TEXT[1] * POINTS / LINES

BODY, TITLE, FOOT = 16.0, 22.0, 14.0  # 3号, 2号, 4号
CELL = 12.0  # 小四, in tables
FOOT_LINE, FOOT_GAP = 22.0, 3.0  # of the 版记: its lines, and what parts an element from the rule below
TITLE_LINE = 35.0  # the title's own lines stand closer than two lines of the grid
MARK_BELOW_TOP = 35.0
RULE_BELOW_NUMBER = 4.0
RED_RULE = 0.53
OUTER_RULE, INNER_RULE = 0.35, 0.25  # of the 版记
PAGE_NUMBER_BELOW = 7.0
LETTER_MARK_TOP = 30.0  # from the page's edge
LETTER_RULE = 170.0
LETTER_RULE_ABOVE_EDGE = 20.0
LETTER_NUMBER_BELOW = BODY * 7 / 8  # points
RED = "E60012"

FANG, KAI, HEI, XIAOBIAO, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"

_MARK_TALLEST, _MARK_SMALLEST = 62.0, 22.0  # points; 22 mm were the most the standard of 1999 allowed
_MARK_NARROWEST = 0.68  # a mark's characters are set narrower than high, as customary
_MARK_FILLS = 0.96  # of the text area's width


def squares(text: str) -> float:
    """How many squares `text` fills: a figure or Latin letter half of one."""
    return text_width(text) / 2


def mark_setting(mark: str) -> tuple[float, int]:
    """(height in points, width of a character in per cent of it) with which the mark fills one line."""
    room = TEXT[0] * POINTS * _MARK_FILLS
    wide = max(squares(mark), 1.0)
    height = min(_MARK_TALLEST, max(_MARK_SMALLEST, room / (_MARK_NARROWEST * wide)))
    narrow = min(1.0, max(_MARK_NARROWEST, room / (wide * height)))
    return round(height * 2) / 2, int(narrow * 100)

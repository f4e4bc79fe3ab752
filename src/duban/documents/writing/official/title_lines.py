"""Break a title over lines by its meaning: no word apart, no line of one or two characters, a trapezium or a rhombus.

In: a title on one line.  Out: its lines.  GB/T 9704-2012 7.3.1: 回行时词意完整，排列对称，长短适宜，间距恰当.
Knows the words of titles, not the language: between unknown characters it breaks only when it must.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from duban.documents.writing.official.measures import squares

FULL = 19  # squares of 2号 in a line, one left free
_SHORTEST = 4
_MOST_LINES = 8  # of a longer one no line is weighed
_WORDS = (
    "人民政府|办公室|办公厅|委员会|人大常委会|领导小组|指挥部|督查室|管理局|应急管理|发展和改革|改革|教育|财政|交通运输|住房和城乡建设|"
    "自然资源|生态环境|农业农村|人力资源和社会保障|卫生健康|市场监管|工业和信息化|高质量|基础设施|营商环境|乡村振兴|安全生产|民生实事|"
    "政府工作报告|工作报告|政府|全市|全县|全区|重点|工作|任务|分工|分解|责任|方案|计划|规划|落实|推进|情况|进展|督查|督办|检查|考核|通报|"
    "通知|函|报告|请示|批复|意见|决定|办法|规定|清单|事项|项目|建设|发展|经济|社会|整改|整治|火灾|隐患|专项|行动|挂牌|摘牌|约谈|提醒|催办|"
    "季度|上半年|下半年|第一|第二|第三|第四|年度|实施|开展|做好|加强|进一步|关于|印发|转发|批转|有关|问题|目标|指标|完成|主要|系列|会议|"
    "贯彻|精神|若干|措施|管理|服务|企业|产业|工程|质量|提升|优化|保障|机制|制度|制定|调整|成立|公布|表扬|批评|市场|城市|农村|生态|环境|"
    "限期|逾期|滞后|反馈|报送|材料|申请|延期|事宜|单位|部门|各县|以及|落后"
)
_PIECE = re.compile(
    rf"(?:《[^《》]{{1,16}}》|（[^（）]{{1,14}}）|\d+(?:\.\d+)?(?:[年月日个项号季%％]|号文)?|[A-Za-z0-9_.\-—]+|[一二三四五六七八九十]+(?:季度|号|期|次)|"
    rf"(?:(?![和与及等并])[一-龥]{{2,6}}?(?:省|市|县|区|州|镇|乡)(?=人民政府|委|政府))|{_WORDS}"
    r"|[一-龥]{2}[市县区](?![场域级])|\s+|.)"
)
_NOT_FIRST = "、，。；：？！）》〉”’】〕％%的之等和与及并"
_NOT_LAST = "（《〈“‘【〔"
_SORTS = re.compile(r"(?:通知|通告|公告|意见|决定|决议|批复|复函|函|通报|命令|报告|请示)$")
_BODY = re.compile(r"(?:政府|办公室|办公厅|委员会|督查室|局|领导小组|指挥部)$")
_VERBS = ("关于", "印发", "转发", "批转", "做好", "加强", "开展", "调整", "成立", "对")


def title_lines(title: str) -> list[str]:
    """The lines of `title`, as few as it needs and as even as its words allow."""
    if squares(title) <= FULL:
        return [title]
    pieces = _pieces(title)
    if squares(title) > _MOST_LINES * FULL:
        return _filled(pieces)
    fewest = -(-int(squares(title) + 0.5) // FULL)
    counts = range(fewest, len(pieces) + 1)
    possible = (lines for lines in (_best(pieces, count) for count in counts) if lines)
    return min(islice(possible, 2), key=_shape_cost)


def _pieces(title: str) -> list[str]:
    """The runs that stay together: words, and the signs that belong to their neighbours."""
    pieces: list[str] = []
    for found in (match.group() for match in _PIECE.finditer(title)):
        if pieces and (found[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST):
            pieces[-1] += found
        else:
            pieces.append(found)
    return _with_sort([part for piece in pieces for part in ([piece] if squares(piece) <= FULL else piece)])


def _with_sort(pieces: list[str]) -> list[str]:
    """的通知 is not parted, and stands with the word before it."""
    if len(pieces) > 1 and pieces[-2].endswith("的") and squares(pieces[-2] + pieces[-1]) <= FULL:
        return [*pieces[:-2], pieces[-2] + pieces[-1]]
    return pieces


def _filled(pieces: list[str]) -> list[str]:
    """Line after line as full as it can be."""
    lines = [""]
    for piece in pieces:
        if squares(lines[-1] + piece) > FULL:
            lines.append("")
        lines[-1] += piece
    return lines


def _best(pieces: list[str], lines: int) -> list[str]:
    """The cheapest way to set `pieces` in just so many lines; none where it cannot be done."""
    aim = sum(map(squares, pieces)) / lines
    ways: list[dict[int, tuple[float, list[str]]]] = [{0: (0.0, [])}]
    for _ in range(lines):
        ways.append(_next_line(ways[-1], pieces, aim))
    return ways[-1].get(len(pieces), (0.0, []))[1]


def _next_line(
    ways: dict[int, tuple[float, list[str]]], pieces: list[str], aim: float
) -> dict[int, tuple[float, list[str]]]:
    longer: dict[int, tuple[float, list[str]]] = {}
    for begin, (cost, lines) in ways.items():
        line = ""
        for end in range(begin, len(pieces)):
            line += pieces[end]
            if squares(line) > FULL:
                break
            following = pieces[end + 1] if end + 1 < len(pieces) else ""
            total = cost + ((squares(line) - aim) / 2) ** 2 + _break_cost(pieces[end], following, line)
            if end + 1 not in longer or total < longer[end + 1][0]:
                longer[end + 1] = (total, [*lines, line])
    return longer


def _break_cost(before: str, following: str, line: str) -> float:
    """What it costs the meaning to go on to the next line between these two."""
    cost = 80.0 if squares(line) < _SHORTEST else 0.0
    if not following:
        return cost
    if following == "关于" and _BODY.search(before):
        return cost - 10
    if _SORTS.search(line):
        return cost + 60  # half a title would look like a whole one
    if before in _VERBS:
        return cost + 12
    if before.endswith(("、", "》", "年", "的", "和", "与")) or following.startswith("《") or following in _VERBS:
        return cost - 2
    return cost + (
        25 if len(before) == 1 and len(following) == 1 else 6 if len(before) == 1 or len(following) == 1 else 0
    )


def _shape_cost(lines: list[str]) -> float:
    """How far the lines are from a trapezium or a rhombus: short ends, a waist, one line more than needed."""
    widths = [squares(line) for line in lines]
    waist = any(middle < min(first, last) for first, middle, last in zip(widths, widths[1:], widths[2:], strict=False))
    apart = sum(_break_cost(one[-2:], two[:2], one) for one, two in pairwise(lines))
    return len(lines) * 8 + 12 * waist + apart + 40 * (min(widths) < _SHORTEST)

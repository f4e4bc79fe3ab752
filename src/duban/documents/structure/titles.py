"""What a line at the head of a document is: its title, its 文号, its issuer's masthead, its date.

In: the text of one line (or of a few joined ones).  Out: the parts read, or None.
Follows GB/T 9704-2012 section 7 (发文机关标志, 发文字号, 标题, 成文日期) and what web pages make of them:
某府〔2024〕6号, 某府办函[2023]16号, the damaged 某府〔201810. Where a document begins, `headlines` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from duban.documents.numerals import chinese_to_int
from duban.documents.structure.spacing import close_gaps

_SORTS = (
    "通知|通告|公告|公报|意见|决定|决议|命令|令|批复|函|报告|通报|请示|议案|纪要|方案|规划|计划|要点|办法|规定|细则|制度|机制|分工|"
    "清单|分解表|任务表|一览表|责任表|安排|部署|措施|若干措施|条例|预案|纲要|工作报告|责任分解|任务分解|目标任务|事项|台账|工程|行动|"
    "分工表|责任书|汇总表|明细表|进度表|推进表|目标表|项目表|责任制|实事|实事项目|重点项目|重点工作|任务"
)
_NUMBER = re.compile(
    r"(?P<mark>[一-龥]{1,16}?)\s*[〔\[［【（(﹝]\s*(?P<year>[12]\d{3})\s*[〕\]］】）)﹞]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
_DAMAGED = re.compile(
    r"(?P<mark>[一-龥]{1,16})\s*[〔\[［【﹝]?\s*(?P<year>20[0-4]\d)\s*[〕\]］】﹞]?\s*(?P<serial>\d{0,4})\s*号?"
)
_SIGNED_BY = re.compile(r"\s*签发人[：:].{1,20}$")  # on the same line, where a document goes to a higher body
_SHORTEST_ISSUER = 5
_DAMAGED_MARK = re.compile(r"(?:府|政|办|发|函|委|字|规)")
_TITLE = re.compile(
    rf"(?P<issuer>[^《》，。；：:]{{0,60}}?)(?:关于|(?=(?:印发|转发|批转)《))(?P<matter>.{{2,160}}?)(?:的\s*)?(?P<sort>{_SORTS})(?P<draft>[（(][^（()）]{{1,12}}[）)])?"
)
_PLAIN_TITLE = re.compile(rf"[^。；！？!?]{{2,80}}(?:{_SORTS})(?:[（(][^（()）]{{1,20}}[）)])?|.{{0,30}}任免.{{0,12}}")
_MASTHEAD = re.compile(r"[一-龥（）()、\s]{3,40}?(?:文\s*件|公\s*文)|[一-龥]{2,30}(?:人民政府|办公室|委员会)\s*文件")
_ISSUER = re.compile(
    r"[一-龥（）()\s、·]{2,40}?(?:政府|办公室|办公厅|委员会|党委|局|厅|部|院|指挥部|领导小组|工委|管委会|代表大会|街道办事处|府办|督查室)"
)
_DATE = re.compile(
    r"(?:(?:成文|发文|印发|发布|签发)(?:日期|时间)[：:]|[^\d：:]{0,8})(?P<year>[12]\d{3}|[二一][〇○零一二三四五六七八九]{3})\s*年\s*(?P<month>[\d一二三四五六七八九十]{1,3})\s*月\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*(?P<mark>日?)\s*(?:印发|发布|通过)?"
)
_LEADING = re.compile(r"\s*(?P<number>[一-龥]{1,10}\s*〔\s*[12]\d{3}\s*〕\s*\d{1,5}\s*号)\s*(?=\S{8})")
_PARTS = re.compile(r"[（(][^（()）]{0,6}[一-龥]{1,10}[〔\[［【][12]\d{3}[〕\]］】]\s*第?\d{1,5}\s*号[）)]\s*$")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    text: str  # "青府〔2026〕6号", as it should stand
    damaged: bool = False


def number_of(line: str) -> DocumentNumber | None:
    """The 文号 that a line consists of; a damaged one is mended and says so."""
    text = close_gaps(_SIGNED_BY.sub("", line)).strip().strip("（()）")
    if len(text) > 40:
        return None
    if match := _NUMBER.fullmatch(text):
        return DocumentNumber(_whole(match) if "〔" in text else re.sub(r"\s+", "", text))
    if (
        (match := _DAMAGED.fullmatch(text))
        and _DAMAGED_MARK.search(match["mark"])
        and match["serial"]
        and re.search(r"[〔\[［【﹝〕\]］】﹞]", text)
    ):
        return DocumentNumber(_whole(match), damaged=True)
    return None


def number_in(line: str) -> tuple[str, str] | None:
    """(the title without it, the 文号) where a title carries it at either end: "…的通知（青府〔2026〕6号）"."""
    if leading := _LEADING.match(line):
        return line[leading.end() :].strip(), re.sub(r"\s+", "", leading["number"])
    match = _PARTS.search(line)
    if match is None:
        return None
    inside = number_of(match.group().strip())
    return (line[: match.start()].strip(), inside.text) if inside and not inside.damaged else None


def _whole(match: re.Match[str]) -> str:
    mark = re.sub(r"\s", "", match["mark"])
    return f"{mark}〔{match['year']}〕{match['serial']}号"


def may_be_titled(text: str) -> bool:
    """Whether the words stand in `text` without which nothing is the title of a notice."""
    return "关于" in text or "印发《" in text or "转发《" in text


def titled(text: str) -> re.Match[str] | None:
    """The parts of a notice's title (issuer, matter, sort), when `text` is one: "某某市人民政府关于印发…的通知"."""
    if len(text) > 220 or not may_be_titled(text) or text.endswith(("。", "；", "：", ":", "，")):
        return None
    return _TITLE.fullmatch(close_gaps(text).strip())


def is_plain_title(text: str) -> bool:
    """Whether a line could be the title of a plan or an annex: "某县2025年重点工作任务责任分解表"."""
    closed = close_gaps(text).strip()
    return 4 <= len(closed) <= 90 and _PLAIN_TITLE.fullmatch(closed) is not None


def is_masthead(text: str) -> bool:
    """The red heading: "某某县人民政府文件"."""
    return len(text) <= 40 and _MASTHEAD.fullmatch(text.strip()) is not None


def issuers(text: str) -> str:
    """The bodies that issue together, parted by one blank: "中共某县委办公室 某县人民政府办公室"."""
    parts = text.split()
    if len(parts) > 1 and all(len(part) >= _SHORTEST_ISSUER and is_issuer(part) for part in parts):
        return " ".join(parts)
    return close_gaps(text).strip()


def is_issuer(text: str) -> bool:
    """Whether a line is nothing but the name of a body that issues documents."""
    return len(text) <= 40 and _ISSUER.fullmatch(close_gaps(text).strip()) is not None


def day_of(text: str) -> tuple[date, bool] | None:
    """(date, whether it is whole) when a line is nothing but 成文日期; "2018年2月26" lost its last character."""
    match = _DATE.fullmatch(re.sub(r"\s+", "", text)) if len(text) <= 60 else None
    if match is None:
        return None
    year, month, day = (
        int(part) if part.isdecimal() else chinese_to_int(part) for part in match.group("year", "month", "day")
    )
    try:
        return date(year or 0, month or 0, day or 0), bool(match["mark"])
    except ValueError:
        return None


def bare(text: str) -> str:
    """`text` for comparing titles: without blanks, brackets and quotation marks."""
    return re.sub(r"[\s《》〈〉<>“”\"'（）()\[\]〔〕·,，、]", "", text)

"""Read the printed lines of one table cell as its text: which breaks the cell's width made, and which the writer.

In: the lines of a cell and the width text has in it.  Out: the text, paragraphs parted by "\\n".
"县人力资源" / "社会保障局" is one name; "县农业农村局" / "县乡村振兴局" are two and get a blank between.
Does not decide which unit leads; `duban.documents.recognition` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.documents.reading.pages.geometry import Line, joined
from duban.documents.reading.pages.paragraphs import LABEL, SENTENCE_END

ROOM = 1.2  # characters that stay free although the next word would have fitted: the writer broke the line
PLENTY = 4.0  # characters: so much stays free that the break was meant
UNIT_LINES = 3  # a unit's name runs over at most so many lines
LONGEST_UNIT = 24  # characters
WORDS = 6  # characters: shorter lines of a cell are broken for looks (责任/单位)
INDENTED = 1.5  # characters that a line begins to the right of the one before
UNIT = re.compile(
    r"(?:[省市县区镇乡州盟旗各]|[一-龥]{2,3}[镇乡区县市州])[一-龥（）()〈〉]{1,18}"
    r"(?:局|办|办公室|厅|委|委员会|部|院|中心|公司|政府|站|处|社|所|队|银行|集团|学校|街道|镇|乡|管委会|联合会|总工会|妇联|团委)"
)
BRANCH = re.compile(r"[一-龥]{2,5}分[局中行公]")  # 市自然资源局 / 高新区分局 is one unit
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房"
)
WORDS_LIKE_NAMES = {
    "任务",
    "安排",
    "金额",
    "单位",
    "程序",
    "方式",
    "方案",
    "时间",
    "项目",
    "成员",
    "成效",
    "易地",
    "江河",
    "安全",
}
NAME = re.compile(rf"[{SURNAMES}]\s?[一-龥]{{1,2}}|(?:欧阳|上官|司马|诸葛|司徒|夏侯)[一-龥]{{1,2}}")
LISTED = re.compile(r"[、，,；;\s]+")


def cell_text(lines: Sequence[Line], width: float) -> str:
    """The text of a cell whose lines have `width` to run in."""
    names = len(lines) > 1 and all(_is_name(line.text) for line in lines)
    text = ""
    for index, line in enumerate(lines):
        units = index > 0 and _two_units(text, "".join(after.text for after in lines[index : index + UNIT_LINES]))
        text += _join(lines[index - 1], line, width, names or units) if index else ""
        text = text + line.text if text.endswith(("\n", " ")) or not text else joined(text, line.text)
    return text


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None and text not in WORDS_LIKE_NAMES


def _join(before: Line, line: Line, width: float, names: bool) -> str:
    """What stands between two lines: "\\n" when the writer broke here, " " between two names, else nothing."""
    free = (width - (before.x1 - before.x0) - line.lead) / line.size
    meant = free > ROOM
    if names:
        return "\n" if meant else " "
    ended, labelled = SENTENCE_END.search(before.text) is not None, LABEL.match(line.text) is not None
    if (ended and labelled) or (meant and (ended or labelled or line.x0 - before.x0 > INDENTED * line.size)):
        return "\n"
    return "\n" if free > PLENTY and len(before.text) >= WORDS and len(line.text) >= WORDS else ""


def _two_units(before: str, after: str) -> bool:
    """Whether one text ends with a whole unit and the next begins with another."""
    last = LISTED.split(before[-LONGEST_UNIT:])[-1]
    if UNIT.fullmatch(last) is None or UNIT.match(after) is None or BRANCH.match(after):
        return False
    return not (after.startswith("各") and last.endswith(("政府", "委")))

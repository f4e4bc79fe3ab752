"""To whom a document is addressed: 主送机关, the line under the title.

In: the text of one paragraph.  Out: the bodies as printed, brackets kept whole.
Reads "各县（市、区）人民政府，市政府各部门、各直属机构：", also after "主送：".
Labels ("牵头单位：", "工作措施：") and sentences are no recipients. Does not say which towns 各镇 are.
"""

from __future__ import annotations

import re

from duban.documents.structure.spacing import close_gaps

_LONGEST = 400
_NAMED = re.compile(r"\s*主\s*送(?:机关|单位)?\s*[：:]\s*")
_BODY_END = re.compile(
    r"(?:政府|部门|机构|单位|委员会|管委会|办事处|街道办|街道|局|委|办|厅|室|院|校|公司|企业|集团|团体|组织|中心|银行|所|站|队|处|"
    r"镇|乡|县|市|区|州|盟|旗|场|社|科|股|部|会|馆|学院|大学|医院|机关|党组|党委|支部|系统|农场|基地|成员|委办局|直属|各地|支队|"
    r"师|团|兵团|署|海关|村|社区|居|开发区|园区|新区|示范区|专班|指挥部|联合体|机场|商会|协会)"
    r"(?:等)?(?:[（(〈<][^（()）]{1,60}[）)〉>])?$"
)
_VERB = re.compile(
    r"如下|印发|通知|现将|现就|名单|为了|根据|按照|经(?![济贸信开营发])|是|请|负责|牵头|配合|组成(?!部门|单位)|包括|主要|要求|明确|建立|加强|推进|完成|落实|设在|分工|任务|措施"
)
_LABELS = re.compile(
    r"(?:[市县区省]?(?:牵头|责任|配合|承办|主办|协办|主管|成员|填报|制定|实施|参与|参加|组成|支持|联系|督导|编制|编辑|报送|印发|"
    r"起草|发布|监督|相关责任|牵头责任|主要责任|主送|抄送|协同|落实|完成|推进|会办|督办|联合|申报|汇总)"
    r"(?:责任)?(?:单位|部门|机关|机构|成员单位|科室|处室)|(?:工作|领导|组织|责任|办事)机构|单位|部门|公司|成员|发文机关)$"
)
_PARTY = re.compile(r"(?:党委|党工委|工委|县委|市委|区委|旗委|州委|党组|党（工）委|党\(工\)委)$")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:[（(][^（()）]{1,20}[）)])?|办事处|管委会")
# "各市、自治州人民政府", "中央、省驻某市有关单位": what stands before the mark has no end of its own.
_PLACES_ALONE = re.compile(
    r"各?(?:地级以上市|[市县区州盟旗镇乡]|直辖市|自治[州县旗区]|省|乡镇|街道|开发区|功能区|中央|国家|省直|部属)"
    r"(?:[（(][^（()）]{1,20}[）)])?(?:、(?:[市县区州盟旗镇乡省]|自治[州县旗区]|街道))*"
)
_PLACES_SHARED = re.compile(
    r"(?:[市县区州盟旗镇乡省]|自治[州县旗区]|街道|开发区|功能区|园区|地区)(?:[（(][^（()）]{1,20}[）)])?"
    r"(?:人民政府|政府|党委|党工委|办事处|管委会|驻|有关|[、，]|$|办公室)"
)
# "省直各委、办、厅、局", "各企业、事业单位".
_DEPARTMENTS = re.compile(r"各(?:部|委|办|局|厅|企业|大专院校|科室)(?:、(?:部|委|办|局|厅|室))*$")
_DEPARTMENT = re.compile(r"[部委办局厅室]|事业单位|企事业单位")
_OPEN, _CLOSE = "（(〈<《【[", "）)〉>》】]"


def is_recipients(text: str) -> bool:
    """Whether `text` is a line of recipients: bodies, no verb, a colon at the end."""
    stripped = text.strip()
    named = _NAMED.match(stripped)
    if len(stripped) > _LONGEST or not (named or stripped.endswith(("：", ":"))):
        return False
    if any(mark in stripped for mark in "。；！？!?“《"):
        return False
    parts = read_recipients(stripped)
    return bool(parts) and all(_is_body(part) for part in parts)


def read_recipients(text: str) -> tuple[str, ...]:
    """The recipients of a line, in order."""
    named = _NAMED.match(text)
    body = text[named.end() :] if named else text
    return _whole_bodies(body.strip().rstrip("：:。"))


def _whole_bodies(text: str) -> tuple[str, ...]:
    """The bodies; "各区、县人民政府", "各镇党委、政府" are one each, as is what only shares its last words."""
    whole: list[str] = []
    for part in split_bodies(text):
        if whole and _shares_end(whole[-1], part) and f"{whole[-1]}、{part}" in close_gaps(text):
            whole[-1] = f"{whole[-1]}、{part}"
        else:
            whole.append(part)
    return tuple(whole)


def _shares_end(before: str, part: str) -> bool:
    if _PARTY.search(before) and _GOVERNMENT.fullmatch(part):
        return True
    if _DEPARTMENTS.search(before) and _DEPARTMENT.fullmatch(part):
        return True
    return _PLACES_ALONE.fullmatch(before) is not None and _PLACES_SHARED.match(part) is not None


def split_bodies(text: str) -> tuple[str, ...]:
    """`text` parted at commas and enumeration marks that stand in no bracket."""
    parts: list[str] = []
    depth, start = 0, 0
    for at, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 and character in "，,、；;":
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return tuple(close_gaps(part.strip()) for part in parts if part.strip())


def _is_body(part: str) -> bool:
    return bool(_BODY_END.search(part)) and not _LABELS.match(part) and not _VERB.search(_without_brackets(part))


def _without_brackets(part: str) -> str:
    return re.sub(r"[（(〈<][^（()）〈〉<>]{0,60}[）)〉>]", "", part)

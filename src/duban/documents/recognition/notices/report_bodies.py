"""To which body reports go: 报送市政府督查室, 向市领导小组办公室报送.

In: a sentence without blanks.  Out: the bodies as printed, in order; none for "报市政府批准".
A bracket that belongs to the name stays: 县政府办公室（督查室）; one with a telephone or an address does not.
"""

from __future__ import annotations

import re

_HAN = r"[^\W\da-zA-Z报送后由并备汇将]"
_NAME = rf"{_HAN}{{1,24}}(?:、{_HAN}{{2,16}})?"
_END = (
    r"(?:督查室|督查科|督办室|督查督办科|办公室|督查局|领导小组|委员会|专班|指挥部|中心|管委会|秘书[一二三四五六七八九十]?[处科]|"
    r"督查处|府办|委办|政府|专责小组|工作组|小组|[局委厅办科处](?![理好公事法件案会室]))"
)
_BRACKET = r"(?:[（(][^（()）0-9]{1,20}[）)])?"
_AFTER_VERB = re.compile(
    rf"(?:报送|报备|上报|报告|反馈|提交|送交|抄送|抄报|呈报|径送|汇总报|汇报|报|送)(?:至|到|给|于|往|回)?"
    rf"(?P<body>{_NAME}{_END}(?:督查室|办公室)?{_BRACKET})"
)
_TOWARDS = re.compile(
    rf"向(?P<body>{_NAME}{_END}{_BRACKET})(?:书面|及时|定期|如实|专题)?(?:报送|报告|反馈|汇报|上报|提交|报备|通报)"
)
_NO_BODY = re.compile(
    r"[各本其所由将按经同为并于送报至每把对]|有关|相关|牵头|责任|情况|进展|方案|材料|上级|分管|联系|备案"
)
_DECIDES = re.compile(r"审定|审批|批准|同意|研究|申请|审议|批示|决定")
_TELEPHONE = re.compile(r"[（(](?:邮箱|联系|电话|传真|粤政易|OA|地址)[^）)]*[）)]")


def body_reported_to(sentence: str) -> list[str]:
    """The bodies that the sentence sends reports or plans to; one that only decides is left out."""
    bodies = []
    for pattern in (_TOWARDS, _AFTER_VERB):
        for match in pattern.finditer(sentence):
            body = _TELEPHONE.sub("", match["body"])
            rest = sentence[match.end("body") : match.end("body") + 6]
            if (
                not _NO_BODY.match(body)
                and not _DECIDES.match(rest)
                and not re.search(r"情况|进展|方案|材料|报告", body)
            ):
                bodies.append(body)
    return sorted(bodies, key=lambda body: "督查" not in body and "督办" not in body)

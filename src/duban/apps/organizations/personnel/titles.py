"""Which offices do the words behind a name say? Unit, title, whether only acting; pure.

In: "县发展和改革局党组书记、局长", "县委常委、副县长".  Out: `PostWords` in reading order.
"暂时负责市国防动员办公室全面工作" is its head, acting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PostWords:
    """`unit` as printed, "" for the government of the place; `rank`: a grade, which many hold, and no office."""

    unit: str
    title: str
    acting: bool = False
    rank: bool = False


_GOVERNS = "省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长"
_HEADS = (
    "总工程师|总经济师|总会计师|总规划师|总农艺师|安全总监|总督学|总经理|总裁|经理|董事长|监事会主席|理事长|监事长|检察长|秘书长|"
    "大队长|支队长|总队长|中队长|分队长|队长|司令员|政治委员|政委|教导员|指导员|指挥长|督察长|"
    "局长|主任|厅长|部长|处长|科长|股长|所长|站长|院长|校长|园长|行长|会长|社长|台长|馆长|场长|关长|段长|庭长|"
    f"{_GOVERNS}|书记|主席|主委|委员|常委|成员|顾问|参事|负责人|助理|干事"
)
_RANKS = (
    r"[一二三四]级(?:[\u4e00-\u9fff]{0,8}?)(?:巡视员|调研员|主任科员|科员|执法员|警长|警员|高级警长|法官|检察官)"
    r"|(?:主任|副主任)科员|调研员|巡视员|科员|办事员"
)
_PARTY = r"(?:机关)?(?:党组|党委|党工委|党总支|党支部|纪检组|纪委)"
_BEFORE = r"(?:常务|第一|执行|专职|兼职|名誉|首席)"
_RANK = re.compile(rf"(?P<unit>.*?)(?P<title>{_RANKS})$")
_OFFICE = re.compile(
    rf"(?P<unit>.*?)(?P<title>(?:{_PARTY}(?:{_BEFORE})*副?(?:书记|成员|委员|组长))|(?P<acting>代理|代)?(?:{_BEFORE})*副?(?:{_HEADS}))$"
)
_IN_CHARGE = re.compile(
    r"(?:暂时|临时|暂|代为|全面)?(?:负责|主持)(?P<unit>.*?)(?:党政)?(?:全面|日常|行政)?(?:全面)?工作$"
)
_NOTE = re.compile(r"[（(\[〔][^（()）\]〕]*[）)\]〕]|[，,]?试用期.*$")
_SPLIT = re.compile(r"[、，,；;/]|(?<=[长任记员委席])兼任?(?=[^、，,]{2})")
_LEADS = re.compile(rf"(?:{_BEFORE})*副?(?:{_GOVERNS})$")
_COMMITTEE = re.compile(r"(?:省|市|县|区|州|盟|旗)委$")
_OF_COMMITTEE = re.compile(r"(?:组织部|宣传部|统战部|社会工作部|政法委|网信办|编办|巡察办|党校)")
_TOWN = re.compile(r"(?:镇|乡|街道)$")
_RELATIVE = re.compile(r"^(?:党委|党工委|党组|政府|办事处|管委会|人大|街道办)")
_ORGAN = re.compile(r"(?:党组|党委|党工委|政府|人民政府)$")
_CHIEF_OF = (
    (r"(?:镇)(?:人民)?政府$", "镇长"),
    (r"(?:乡)(?:人民)?政府$", "乡长"),
    (r"法院$|研究院$|医院$|学院$", "院长"),
    (r"检察院$", "检察长"),
    (r"局$", "局长"),
    (r"厅$", "厅长"),
    (r"部$", "部长"),
    (r"所$", "所长"),
    (r"站$", "站长"),
    (r"公司$|集团$", "总经理"),
    (r"学校$|中学$|小学$|党校$", "校长"),
    (r"大队$", "大队长"),
    (r"支队$", "支队长"),
)


def posts_in(words: str) -> tuple[PostWords, ...]:
    """The offices and grades `words` name; those after the first take over the unit they leave out."""
    found: list[PostWords] = []
    parts = [part.strip() for part in _SPLIT.split(_NOTE.sub("", words).strip())]
    for part in filter(None, parts):
        post = _post_in(part.removeprefix("原").removeprefix("兼"))
        if found and post.acting and not post.title:  # 市商务局副局长、主持全面工作
            found[-1] = replace(found[-1], acting=True)
        else:
            found.append(_with_unit(post, found))
    return tuple(found)


def main_office(posts: Sequence[PostWords]) -> PostWords | None:
    """The office a seat in a group hangs on: one of a government, else of a body, else of the party; no grade."""
    offices = [post for post in posts if not post.rank and post.title]
    return min(offices, key=_weight, default=None)


def chief_title(unit: str) -> str:
    """What the head of a unit of this name is called: 局长 of a 局, 主任 where nothing else is said."""
    return next((title for pattern, title in _CHIEF_OF if re.search(pattern, unit)), "主任")


def leads_government(title: str) -> bool:
    """市长, 常务副县长: an office that can be in charge of tasks of the whole place."""
    return bool(_LEADS.fullmatch(title))


def is_single(title: str) -> bool:
    """There is one 局长 and one 党组书记, but several 副局长, 党组成员, 委员."""
    return "副" not in title and not re.search(r"成员$|委员$|常委$|顾问$|参事$|助理$|干事$", title)


def _post_in(part: str) -> PostWords:
    if charge := _IN_CHARGE.match(part):
        return PostWords(charge["unit"], chief_title(charge["unit"]) if charge["unit"] else "", acting=True)
    if rank := _RANK.match(part):
        return PostWords(rank["unit"], rank["title"], rank=True)
    office = _OFFICE.match(part)
    if office is None:
        return PostWords(part, "")
    acting = office["acting"] or ""
    unit, title = office["unit"], office["title"].removeprefix(acting)
    if _TOWN.search(unit) and title.startswith(("党委", "党工委")):
        organ = "党工委" if title.startswith("党工委") else "党委"
        return PostWords(unit + organ, title.removeprefix(organ))
    return PostWords(unit, title, acting=bool(acting))


def _with_unit(post: PostWords, before: Sequence[PostWords]) -> PostWords:
    """Complete a unit the words leave out: from the office named before, or the government's own."""
    last = before[-1] if before else None
    if last is None:
        return post
    if not post.unit:
        return post if leads_government(post.title) or _COMMITTEE.search(last.unit) else replace(post, unit=last.unit)
    if _COMMITTEE.search(last.unit) and _OF_COMMITTEE.match(post.unit):
        return replace(post, unit=last.unit + post.unit)
    if _RELATIVE.match(post.unit) and not leads_government(post.title):
        return replace(post, unit=_ORGAN.sub("", last.unit) + post.unit)
    return post


def _weight(post: PostWords) -> int:
    if leads_government(post.title):
        return 0
    in_party_group = re.match(_PARTY, post.title) or re.search(r"党委$|党工委$", post.unit)
    return 2 if in_party_group or _COMMITTEE.search(post.unit) else 1

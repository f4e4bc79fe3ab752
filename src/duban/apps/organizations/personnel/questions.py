"""The doubts of a draft as questions, with the answers that settle them; pure.

In: a line and what is on record.  Out: `Question`; `answered` gives the line as an answer changes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duban.apps.organizations.models import Official, Unit
from duban.apps.organizations.personnel.drafts import NEW, Line, Sheet
from duban.rulebook.refusals import Invalid

_KEY, _LONGEST_NAME = re.compile(r"[0-9]{1,18}"), 100
SKIP, ADD, REPLACE, IN_PERSON = "skip", "add", "replace", "in_person"


@dataclass(frozen=True, slots=True)
class Answer:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`name`: the key of the line or sheet it is about; without answers, it is settled by changing that."""

    name: str
    text: str
    doubt: str = ""
    answers: tuple[Answer, ...] = ()
    place: str = ""  # a place not on record; those of all lines are asked together
    keys: tuple[str, ...] = ()  # of the lines an answer settles

    @property
    def sheet_key(self) -> str:
        """Of the document on whose page a question without answers is settled."""
        return self.name.removeprefix("sheet-")


_SKIP = Answer(SKIP, "这一条不导入")


def no_day(sheet: Sheet) -> Question:
    return Question(f"sheet-{sheet.key}", f"{sheet.basis}没有写明日期，从哪一天起算？", "任免和名单都要有起始日期")


def no_title(line: Line) -> Question:
    return Question(
        line.key, f"“{line.words}”是什么单位的什么职务？", "没有认出职务，请修改这一条", (_SKIP,), keys=(line.key,)
    )


def no_place(line: Line, place: str) -> Question:
    answers = (Answer(IN_PERSON, "只登记本人"), _SKIP) if line.kind == "member" else (_SKIP,)
    return Question(
        line.key,
        f"行政区里没有“{place}”，{line.name}怎样登记？",
        "先新建行政区，才能登记它的政府和职务",
        answers,
        place=place,
        keys=(line.key,),
    )


def together(asked: Sequence[Question]) -> list[Question]:
    """Each question once for all lines it is about, and those about places not on record as one."""
    places = [question for question in asked if question.place]
    same: dict[tuple[str, tuple[Answer, ...]], Question] = {}
    for question in asked:
        first = same.setdefault((question.text, question.answers), question)
        if first is not question and not question.place:
            same[question.text, question.answers] = replace(first, keys=(*first.keys, *question.keys))
    others = [question for question in same.values() if not question.place]
    if len(places) < 2:
        return [*places, *others]
    named = list(dict.fromkeys(question.place for question in places))
    shown = "、".join(named[:3]) + (f"等{len(named)}个镇街县区" if len(named) > 3 else "")
    keys = tuple(question.name for question in places)
    asking = f"行政区里没有{shown}，{len(keys)}人怎样登记？"
    return [Question("places", asking, places[0].doubt, _common(places), place=named[0], keys=keys), *others]


def _common(asked: Sequence[Question]) -> tuple[Answer, ...]:
    """The answers that each of the questions takes."""
    return tuple(answer for answer in asked[0].answers if all(answer in question.answers for question in asked))


def which_unit(line: Line, alike: Sequence[Unit]) -> Question:
    answers = [Answer(f"unit:{unit.pk}", f"是{unit.name}") for unit in alike]
    answers.append(Answer(f"unit:{NEW}", "不是，新建单位"))
    asked = f"名册里没有“{line.unit}”，是不是下面的单位？"
    return Question(line.key, asked, f"{line.name}，{line.words}", tuple(answers), keys=(line.key,))


def same_unit(line: Line, other: str) -> Question:
    answers = (Answer(f"same:{other}", "是，合为一个"), Answer(f"unit:{NEW}", "不是，各建一个"))
    asked = f"“{other}”和“{line.unit}”是同一单位吗？"
    return Question(line.key, asked, "两个名称都不在名册里", answers, keys=(line.key,))


def which_person(line: Line, namesakes: Sequence[Official]) -> Question:
    """Several of one name, or one in another place."""
    answers = [Answer(f"person:{one.pk}", f"是{_known_as(one)}") for one in namesakes[:4]]
    answers.append(Answer(f"person:{NEW}", "不是，另建"))
    asked = f"名册里有{len(namesakes)}位{line.name}，是哪一位？"
    if len(namesakes) == 1:
        asked = f"{namesakes[0].jurisdiction}有一位{line.name}，是同一人吗？"
    return Question(line.key, asked, line.words, tuple(answers), keys=(line.key,))


def taken(line: Line, unit: str, holder: str) -> Question:
    answers = [Answer(REPLACE, f"{line.name}接任，{holder}同日免职")]
    if line.kind == "member":
        answers.append(Answer(IN_PERSON, f"不改任职，{line.name}按本人列入"))
    return Question(
        line.key,
        f"{unit}{line.title}在册的是{holder}，文件写的是{line.name}，以谁为准？",
        f"{line.name}，{line.words}",
        (*answers, _SKIP),
        keys=(line.key,),
    )


def taken_later(line: Line, unit: str, holder: str) -> Question:
    answers = (Answer(IN_PERSON, f"{line.name}按本人列入"), _SKIP) if line.kind == "member" else (_SKIP,)
    return Question(
        line.key,
        f"{unit}{line.title}在册的是{holder}，任职晚于这份文件，{line.name}怎样登记？",
        "更早的任职，请在职务页上更正任免记录时补记",
        answers,
        keys=(line.key,),
    )


def no_group(sheet: Sheet) -> Question:
    return Question(f"sheet-{sheet.key}", f"{sheet.basis}的名单是哪个领导小组的？", "标题里没有写领导小组的名称")


def not_held(line: Line, unit: str) -> Question:
    return Question(
        line.key,
        f"名册里没有{line.name}任{unit}{line.title}的记录，怎样办理？",
        "文件免去这一职务",
        (Answer(ADD, "补记任职后免去"), _SKIP),
        keys=(line.key,),
    )


def answered(line: Line, value: str) -> Line:
    """The line once its question was answered so."""
    what, _, key = value.partition(":")
    if what == "unit" and _KEY.fullmatch(key):
        return replace(line, unit_choice=int(key))
    if what == "person" and _KEY.fullmatch(key):
        return replace(line, person_choice=int(key))
    if what == "same" and key.isprintable() and 0 < len(key) <= _LONGEST_NAME:
        return replace(line, unit=key)
    if value == SKIP:
        return replace(line, skip=True)
    if value in (ADD, REPLACE, IN_PERSON):
        return replace(line, answer=value)
    raise Invalid("没有这个答案，请刷新后再选")


def _known_as(one: Official) -> str:
    """By what a person is told from a namesake: the remark, the office held, the place."""
    holding = [str(held.post) for held in getattr(one, "holding", ())]
    return one.remark or "、".join(holding[:2]) or f"{one.jurisdiction}的{one.name}"

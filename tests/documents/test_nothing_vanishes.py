"""Every character of a task's span is in one of its fields, or is a word of the grammar itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus import corpus_file
from duban.documents.model import TaskDraft
from duban.documents.pipeline import understand
from duban.documents.reading import read

# 分管市领导：…牵头，…按职责分工负责；…配合。完成时限：…前 — words that became roles, labels and marks.
GRAMMAR = frozenset(
    "分管挂包联市县区镇级领导部门分工工作措施牵头单位主办协责任配合负责等由会同参与协助落实组织实施完成时限间年月日前底内按职各"
    "和及为主要具体举目标务重点事项人承其中以下均需不再列出排在首位第一的下同共个大小类行动专章节条款"
    "：:；;，,、。.．·—-（）()【】[]〔〕〈〉“”*/|·①②③④⑤⑥⑦⑧⑨⑩1234567890一二三四五六七八九十"
)
# Posts of leaders, labels and rules in other words than the grammar's, as the invented documents print them.
KNOWN = re.compile(
    r"[市县区](?:政府党组成员|委常委)|常务副[市县区]长|副?[市县区]长|其他责任单位：(?:无$)?|进度安排|［|］|责任办所|责任村"
    r"|列第一位者为工作牵头单位或汇总单位|具体任务均涉及|以下涉及农村的任务均需|等按职责|持续推进|分别负责|(?:任务|工作|建设)内容|[○｜]",
    re.MULTILINE,
)
HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
MOST_BRACKETS = 2  # of one task that name the same unit
CASES = sorted((Path(__file__).parent / "cases").glob("*/source.txt"))


def lost(task: TaskDraft, text: str) -> str:
    """The characters of the task's span that none of its fields holds."""
    assert task.source is not None
    words = KNOWN.sub("", text[task.source.start : task.source.end]).translate(HALF_WIDTH)
    span = Counter(character for character in words if not character.isspace())
    names = (*task.leaders, *task.lead, *task.implement, *task.support, *task.path)
    aims = [target.text for target in task.targets if target.text not in task.text]  # words of a 年度目标 column
    texts = (task.text, task.measures, task.deadline_text, task.number)
    held = Counter("".join((*texts, *aims, *names * MOST_BRACKETS)))
    return "".join(character for character in (span - held).elements() if character not in GRAMMAR)


def losses(path: Path) -> dict[str, str]:
    data = path.read_bytes()
    (file,) = read(data, path.name)
    tasks = [task for document in understand(data, path.name).documents for task in document.tasks]
    return {task.number or task.text[:8]: left for task in tasks if (left := lost(task, file.text))}


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_no_character_of_a_real_task_vanishes(number: str) -> None:
    assert losses(corpus_file(number)) == {}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_no_character_of_an_invented_task_vanishes(path: Path) -> None:
    assert losses(path) == {}

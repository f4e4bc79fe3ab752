"""What a plan says to all units behind its last task: "各牵头单位要于3月20日前报送落实措施…".

In: the outline's nodes and what their paragraphs hold.  Out: the paragraphs that are no part of the last task; they
are taken out of its node, so that the rules in them are read. A numbered chapter 工作要求 is a node of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duban.documents.blocks import Paragraph
from duban.documents.recognition.tasks.clauses import Clauses
from duban.documents.structure.outline import Node

_TO_ALL = re.compile(
    r"(?:请|望|希望|以上|上述|为确保|为保证|凡|对(?:工作|推进|未|不|落实|进展|完成)|本(?:方案|分工|通知|意见|要点|清单|表)"
    r"|(?:市|县|区|省|州|旗|镇|乡|街道)?(?:委|政府)?[^，。；：:（(]{0,16}(?:督查|督办|办公室|办公厅|效能办)"
    r"|各[^。；：:（(]{1,40}?(?:要|应|须|需|请|于|按照|根据|对照|结合|务必)"
    r"|(?:牵头|责任|配合|承办|主办)(?:责任)?(?:单位|部门|领导)[^：:（(。；]{0,12}(?:要|应|须|需|请|于))"
)


def cut_ending(nodes: Sequence[Node], clauses: Mapping[int, Clauses]) -> list[Paragraph]:
    """Take the closing paragraphs out of the last node of the outline."""
    if not nodes:
        return []
    last = list(nodes[-1].walk())[-1]
    closed = _names_who(last.opening, clauses)
    for index, block in enumerate(last.content):
        if not isinstance(block, Paragraph):
            continue
        if _names_who(block, clauses):
            closed = True
        elif closed and _TO_ALL.match(block.text) and not _goes_on(last, index, clauses):
            ending = [each for each in last.content[index:] if isinstance(each, Paragraph)]
            del last.content[index:]
            return ending
    return []


def _names_who(paragraph: Paragraph, clauses: Mapping[int, Clauses]) -> bool:
    return id(paragraph) in clauses and (clauses[id(paragraph)].names_who or bool(clauses[id(paragraph)].labels))


def _goes_on(node: Node, index: int, clauses: Mapping[int, Clauses]) -> bool:
    """Whether the task names somebody, or has a field, further below."""
    return any(isinstance(block, Paragraph) and _names_who(block, clauses) for block in node.content[index + 1 :])

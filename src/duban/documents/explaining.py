"""What each step of the pipeline saw, for whoever asks why a document was read as it was.

In: one `ReadFile` and the name of a step.  Out: lines of text. Behind `duban parse --explain STEP`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from duban.documents.blocks import Block, Paragraph, ReadFile
from duban.documents.model import OfficialDocument, TaskDraft
from duban.documents.structure.documents import split_documents
from duban.documents.structure.joining import join
from duban.documents.structure.outline import Node, build_outline

STEPS = ("reading", "joining", "documents", "outline", "recognition", "checks")
_SHOWN = 60  # characters of a paragraph on its line

Understand = Callable[[ReadFile], list[OfficialDocument]]


def lines(file: ReadFile, step: str, understand: Understand) -> Iterator[str]:
    """What `step` saw in `file`."""
    yield f"{file.name}  {file.media_type}  {len(file.text)}字"
    if step == "reading":
        yield from map(_block, file.blocks)
    elif step == "joining":
        joined = join(file)
        yield f"合并后{len(joined.blocks)}段，略去{len(joined.noise)}处网页与页码文字"
        yield from map(_block, joined.blocks)
    elif step in ("documents", "outline"):
        yield from _documents(file, with_outline=step == "outline")
    else:
        yield from _understood(understand(file), with_doubts=step == "checks")


def _block(block: Block) -> str:
    where = f"[{block.place.start}-{block.place.end}]"
    if isinstance(block, Paragraph):
        style = f" <{block.style}>" if block.style else ""
        return f"{where}{style} {_short(block.text)}"
    return f"{where} 表格 {block.height}行×{block.width}列 {_short(' | '.join(cell.text for cell in block.cells))}"


def _documents(file: ReadFile, *, with_outline: bool) -> Iterator[str]:
    for text in split_documents(join(file).blocks):
        head = (text.title or "无标题", text.number or "无文号", text.issuer, text.issued_on, f"×{text.occurrences}")
        yield " ".join(str(part) for part in head if part)
        yield f"  正文{len(text.notice)}段，附件“{text.annex_title or '无'}”{len(text.annex)}段"
        if with_outline:
            for node in build_outline(text.body).nodes:
                yield from _node(node, 1)


def _node(node: Node, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{node.label_text}{_short(node.title)}（{len(node.content)}段）"
    for child in node.children:
        yield from _node(child, depth + 1)


def _understood(documents: list[OfficialDocument], *, with_doubts: bool) -> Iterator[str]:
    for document in documents:
        yield f"{document.kind}  《{document.title}》"
        if with_doubts:
            yield from (f"  {doubt.level} {doubt.code}: {doubt.message}" for doubt in document.diagnostics)
            continue
        for task in document.tasks:
            yield f"  {task.number or '·'} {_short(task.text)}"
            yield from _who(task)
            for target in task.targets:
                yield f"      目标 {target.measure} {target.comparator} {target.value} {target.unit}"
        for indicator in document.indicators:
            figures = "、".join(target.text for target in indicator.targets)
            yield f"  {indicator.number}{indicator.part} {indicator.name}：{figures or '无目标值'}"


def _who(task: TaskDraft) -> Iterator[str]:
    roles = {"领导": task.leaders, "牵头": task.lead, "负责": task.implement, "配合": task.support}
    yield "      " + "  ".join(f"{role}：{'、'.join(names)}" for role, names in roles.items() if names)


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

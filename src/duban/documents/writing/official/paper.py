"""What an official document consists of before it is set: the elements of GB/T 9704-2012 7, as one frozen value.

In: the words.  Out: `Paper`, which `docx`, `page` and `pdf` turn into bytes, and its JSON form to store.
Where each element stands and how it looks is decided by `arranging` and `measures`; what it says, by whoever fills it.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from duban.documents.errors import CannotWrite

T = TypeVar("T")
DEEPEST = 4


class Shape(StrEnum):
    DOCUMENT = "document"  # 红头文件
    LETTER = "letter"  # 信函格式
    FORM = "form"  # 内部单据: 督办单, 催办单


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: level 1 一、, 2 （一）, 3 1., 4 （1）."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is its first sentence where that is set apart in 楷体."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()  # relative; equal ones where there are none


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official document; "" and None where an element has no words (yet), and then it is left out."""

    shape: Shape
    mark: str  # 发文机关标志
    title: str
    number: str = ""  # 发文字号; its place stays open in a draft
    recipients: str = ""  # 主送机关, without the colon
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    signatory: str  # 署名, several parted by "\n"
    dated: date | None  # 成文日期
    note: str = ""  # 附注, without its brackets
    copies_to: str = ""  # 抄送
    printed_by: str = ""  # 印发机关
    printed_on: date | None = None
    urgency: str = ""
    copy_number: str = ""  # 份号
    signed_by: str = ""  # 签发人, of a document to a higher body
    fields: tuple[tuple[str, str], ...] = ()  # of a form: label and value


def check(paper: Paper) -> None:
    """Raise `CannotWrite` for what no setting can mend."""
    if not paper.title.strip():
        raise CannotWrite("公文没有标题，请先填写标题。")
    if any(not annex.title.strip() for annex in paper.annexes):
        raise CannotWrite("有一个附件没有名称，请先填写附件名称。")
    blocks = (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks))
    if any(isinstance(block, Heading) and not 1 <= block.level <= DEEPEST for block in blocks):
        raise CannotWrite("正文的结构层次只有四级，请调整小标题的级别。")


def plain(paper: Paper) -> dict[str, Any]:
    """The paper as JSON can hold it; `paper_from` gives back an equal one."""
    made = _plain(paper)
    assert isinstance(made, dict)
    return made


def paper_from(stored: dict[str, Any]) -> Paper:
    """The paper that `plain` made `stored` of; `ValueError` for anything else."""
    return _made(Paper, stored)


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"block": type(value).__name__.lower()} if isinstance(value, Block) else {}
        return kind | {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _made(kind: type[T], stored: object) -> T:
    if not isinstance(stored, dict):
        raise ValueError(f"{kind.__name__}: no object")
    known: dict[str, Field[Any]] = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    missing = {name for name, each in known.items() if each.default is MISSING} - stored.keys()
    if missing or stored.keys() - known.keys():
        raise ValueError(f"{kind.__name__}: {sorted(missing | (stored.keys() - known.keys()))}")
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], value) for name, value in stored.items()})


def _read(hint: Any, value: object) -> Any:
    if hint is Block:
        return _block(value)
    if get_origin(hint) is tuple:
        return _items(get_args(hint), value)
    if hint == date | None:
        return None if value is None else date.fromisoformat(_of(str, value))
    if hint is Shape:
        return Shape(_of(str, value))
    if isinstance(hint, type) and is_dataclass(hint):
        return _made(hint, value)
    return _of(hint, value)


def _items(hints: tuple[Any, ...], value: object) -> tuple[Any, ...]:
    items = _of(list, value)
    if hints[-1] is ...:
        return tuple(_read(hints[0], item) for item in items)
    if len(items) != len(hints):
        raise ValueError(f"{len(items)} items, not {len(hints)}")
    return tuple(_read(hint, item) for hint, item in zip(hints, items, strict=True))


def _block(value: object) -> Block:
    stored = dict(_of(dict, value))
    kinds: dict[object, type[Heading | Paragraph | Table]] = {
        "heading": Heading,
        "paragraph": Paragraph,
        "table": Table,
    }
    kind = kinds.get(stored.pop("block", None))
    if kind is None:
        raise ValueError("no such block")
    return _made(kind, stored)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value

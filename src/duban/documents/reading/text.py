"""Read plain text: every line is a paragraph, lines with tabs or with "|" between cells are a table.

In: bytes in any Chinese encoding.  Out: a `ReadFile` of physical lines (`lines=True`), to be joined later.
Reads "序号\\t重点任务\\t牵头单位" rows as one `Table` until a line without tabs ends it.
Does not join lines, find titles or drop a web page's noise; `duban.documents.structure` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duban.documents.blocks import Block, Cell, Paragraph, Place, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.assembly import BLANKS, TOO_LONG
from duban.documents.reading.characters import decode, normal

MEDIA_TYPE = "text/plain"
_RULE = re.compile(r"[\s|:+\-—=]+")


class Line(NamedTuple):
    text: str
    start: int
    number: int  # counted from 1

    @property
    def inner_tabs(self) -> int:
        """Tabs between words; those at the ends are an indent."""
        return self.text.strip().count("\t")


def read(data: bytes, name: str) -> ReadFile:
    text = normal(decode(data))
    if not text.strip(BLANKS):
        raise UnreadableFile("文件里没有可读取的文字。请检查内容后重新上传。")
    if len(text) > limits.TEXT_CHARACTERS:
        raise UnreadableFile(TOO_LONG)
    return ReadFile(name, MEDIA_TYPE, text, tuple(_blocks(text)), lines=True)


def _blocks(text: str) -> Iterator[Block]:
    run: list[Line] = []
    mark = ""
    for line in _lines(text):
        found = _mark(line.text)
        if found != mark:
            yield from _from_run(run, mark)
            run, mark = [], found
        if mark:
            run.append(line)
        else:
            yield from _paragraph(line)
    yield from _from_run(run, mark)


def _mark(text: str) -> str:
    """What parts the cells of a row: a tab, or "|"; "" in any other line."""
    if "\t" in text and text.strip():
        return "\t"
    return "|" if text.count("|") >= 2 and text.strip(BLANKS + "|") else ""


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > limits.LINE_CHARACTERS:
            raise UnreadableFile(f"第 {number} 行过长（超过 {limits.LINE_CHARACTERS} 字），不像公文，已停止读取。")
        yield Line(line, start, number)
        start += len(line) + 1


def _from_run(run: list[Line], mark: str) -> Iterator[Block]:
    """Consecutive lines with tabs: a table, unless the tabs are only an indent or a single gap."""
    if mark == "|":
        run = [line for line in run if not _RULE.fullmatch(line.text)]
    if mark == "|" and len(run) > 1:
        yield _table(run, mark)
        return
    tabs = [line.inner_tabs for line in run]
    if sum(map(bool, tabs)) >= 2 or max(tabs, default=0) >= 2:
        yield _table(run, mark)
        return
    for line in run:
        yield from _paragraph(line)


def _paragraph(line: Line) -> Iterator[Paragraph]:
    text, place = _stripped(line.text, line.start, line.number)
    if text:
        yield Paragraph(text, place)


def _table(run: list[Line], mark: str) -> Table:
    cells = tuple(cell for row, line in enumerate(run) for cell in _cells(row, line, mark))
    if len(cells) > limits.CELLS:
        raise UnreadableFile(TOO_LONG)
    place = Place(run[0].start, run[-1].start + len(run[-1].text), paragraph=run[0].number)
    return Table(cells, place)


def _cells(row: int, line: Line, mark: str) -> Iterator[Cell]:
    start, words = line.start, line.text
    if mark == "|":  # the first and the last one are the table's frame
        words = line.text.rstrip(BLANKS).removesuffix("|")
        start += words.index("|") + 1 if words.lstrip(BLANKS).startswith("|") else 0
        words = words[start - line.start :]
    for column, text in enumerate(words.split(mark)):
        stripped, place = _stripped(text, start, line.number)
        yield Cell(stripped, row, column, place)
        start += len(text) + 1


def _stripped(text: str, start: int, number: int) -> tuple[str, Place]:
    """The text without outer blanks, and where it stands."""
    left = start + len(text) - len(text.lstrip(BLANKS))
    stripped = text.strip(BLANKS)
    return stripped, Place(left, left + len(stripped), paragraph=number)

"""The numbers Word draws before paragraphs and stores nowhere: 一、 （三） 1.2 第四章.

In: `word/numbering.xml` and, paragraph by paragraph, its properties.  Out: the label of each, "" where there is none.
Follows ISO/IEC 29500-1 17.9: lists share the counts of their abstract list, levels restart after higher ones,
a list may override a level or where it starts.  Bullets give no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from duban.documents.reading.word.names import W, is_on, number, value
from duban.documents.reading.word.numerals import written
from duban.documents.reading.word.styles import Styles

PLACEHOLDER = re.compile(r"%([1-9])")
WITHOUT_MARK = re.compile(r"[0-9A-Za-z０-９\u4e00-\u9fff]$")  # "第一章", "1.2": run into the text they would mislead
LEVELS = 9
DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    form: str = DECIMAL  # w:numFmt
    text: str = ""  # w:lvlText: "（%1）"
    gap: str = " "  # what parts the label from the text where the label ends without a mark
    restarts_after: int | None = None  # w:lvlRestart
    legal: bool = False  # w:isLgl: all numbers in digits
    style: str = ""  # w:pStyle


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A `w:num`: the abstract list it counts in, and its levels with its own overrides."""

    abstract: str
    levels: dict[int, Level]
    restarted: frozenset[int]  # levels that begin anew when this list is first used


class Numbering:
    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, paragraph_properties: etree._Element | None) -> str:
        """Count this paragraph, and give the label Word draws before it."""
        found = self._list_of(paragraph_properties)
        if found is None:
            return ""
        list_id, level = found
        numbered = self._lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return ""
        counts = self._count(list_id, numbered, level)
        return _label(numbered.levels, counts, level)

    def _list_of(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """The list and level a paragraph is in, from itself or from its style."""
        own, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if own is not None:
            return (number(own, 0), number(level, 0)) if number(own, 0) else None
        chain = self._styles.chain(value(properties, "pStyle"))
        style = next((style for style in chain if style.numbering is not None), None)
        if style is None or not style.numbering:
            return None
        if level is not None:
            return style.numbering, number(level, 0)
        numbered = self._lists.get(style.numbering)
        linked = [i for i, found in numbered.levels.items() if found.style == chain[0].id] if numbered else []
        own_level = next((style.level for style in chain if style.level is not None), 0)
        return style.numbering, linked[0] if linked else own_level

    def _count(self, list_id: int, numbered: NumberedList, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbered.abstract, {})
        begins = level in numbered.restarted and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        start = numbered.levels[level].start
        counts[level] = start if begins or level not in counts else counts[level] + 1
        for deeper in [deeper for deeper in counts if deeper > level]:
            after = numbered.levels[deeper].restarts_after if deeper in numbered.levels else None
            if after is None or level < after:
                del counts[deeper]
        return counts


def _label(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    shown = levels[level]
    if shown.form == "bullet":
        return ""

    def fill(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        part = levels.get(index, Level())
        return written(counts.get(index, part.start), DECIMAL if shown.legal else part.form)

    text = PLACEHOLDER.sub(fill, shown.text).strip()
    return text + shown.gap if WITHOUT_MARK.search(text) else text


def _lists(root: etree._Element, styles: Styles) -> dict[int, NumberedList]:
    abstracts = {element.get(W + "abstractNumId") or "": element for element in root.findall(W + "abstractNum")}
    abstract_of = {
        number(element.get(W + "numId"), 0): value(element, "abstractNumId") or ""
        for element in root.findall(W + "num")
    }
    lists = {}
    for element in root.findall(W + "num"):
        list_id = number(element.get(W + "numId"), 0)
        abstract = _resolved(abstract_of[list_id], abstracts, abstract_of, styles)
        lists[list_id] = _numbered_list(element, abstract, abstracts.get(abstract))
    return lists


def _resolved(abstract: str, abstracts: dict[str, etree._Element], abstract_of: dict[int, str], styles: Styles) -> str:
    """The abstract list that defines the levels: one may only point to a numbering style (`w:numStyleLink`)."""
    element = abstracts.get(abstract)
    link = value(element, "numStyleLink")
    style = next((style for style in styles.chain(link) if style.numbering), None) if link else None
    return abstract_of.get(style.numbering or 0, abstract) if style else abstract


def _numbered_list(element: etree._Element, abstract: str, definition: etree._Element | None) -> NumberedList:
    levels = _levels(definition) if definition is not None else {}
    restarted = set()
    for override in element.findall(W + "lvlOverride"):
        index = number(override.get(W + "ilvl"), 0)
        levels.update(_levels(override))
        start = value(override, "startOverride")
        if start is not None:
            levels[index] = replace(levels.get(index, Level()), start=number(start, 1))
            restarted.add(index)
    return NumberedList(abstract, levels, frozenset(restarted))


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = ((number(element.get(W + "ilvl"), 0), _level(element)) for element in parent.findall(W + "lvl"))
    return {index: level for index, level in levels if 0 <= index < LEVELS}


def _level(element: etree._Element) -> Level:
    form = value(element, "numFmt") or _first_form(element)
    restart = value(element, "lvlRestart")
    return Level(
        start=number(value(element, "start"), 0),
        form=form,
        text=value(element, "lvlText") or "",
        gap="" if value(element, "suff") == "nothing" else " ",
        restarts_after=None if restart is None else number(restart, 0),
        legal=is_on(element, "isLgl"),
        style=value(element, "pStyle") or "",
    )


def _first_form(element: etree._Element) -> str:
    """The format inside `mc:AlternateContent`, where newer ones stand with an older one beside."""
    inner = [form.get(W + "val") or DECIMAL for form in element.iter(W + "numFmt")]
    return inner[-1] if inner else DECIMAL

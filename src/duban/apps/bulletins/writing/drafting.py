"""The first text of a bulletin: the words of the office's template, each section in the place its name holds there.

In: title and text of the template, `Ground`, `Choices`.  Out: title and text with live figures.
A part of the template is a heading with its lines; one whose sections are left out, or have nothing to tell, goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duban.apps.bulletins.figures.computing import round_words
from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.writing.choosing import BODY, SECTIONS, Choices
from duban.apps.bulletins.writing.sections import HEADINGS, body
from duban.rulebook.bulletin_words import in_chinese, safe

_HEADING = re.compile("[一二三四五六七八九十]{1,3}、")
_PLACES = {SECTIONS[key]: key for key in BODY}
_PLACE = re.compile(r"\{(" + "|".join(_PLACES) + r")\}")
LONGEST_TITLE = 200


@dataclass(slots=True)
class _Part:
    """`heading` without its number; "" before the first."""

    heading: str
    lines: list[str] = field(default_factory=list)

    @property
    def sections(self) -> list[str]:
        return [_PLACES[name] for name in _PLACE.findall("\n".join(self.lines))]


def title_of(template: str, ground: Ground) -> str:
    values = {"方案": safe(ground.title), "轮次": round_words(ground.sequence), "年份": str(ground.as_of.year)}
    values |= {"行政区": safe(ground.place), "截止日期": f"截至{ground.as_of.month}月{ground.as_of.day}日"}
    filled = re.sub(r"\{([^{}\n]{1,20})\}", lambda found: values.get(found[1], found[0]), template)
    return " ".join(filled.split())[:LONGEST_TITLE]


def text_of(template: str, ground: Ground, choices: Choices) -> str:
    parts = list(_in_order(_parts(template), choices))
    lines, order = [], 0
    for part in parts:
        written = list(_written(part, ground, choices))
        if part.heading and not written:
            continue
        if part.heading:
            order += 1
            lines.append(f"{in_chinese(order)}、{part.heading}")
        lines += written
    return "\n".join(lines)


def _parts(template: str) -> list[_Part]:
    parts = [_Part("")]
    for line in template.split("\n"):
        stripped = line.strip()
        if found := _HEADING.match(stripped):
            parts.append(_Part(stripped[found.end() :]))
        elif stripped:
            parts[-1].lines.append(stripped)
    return parts


def _in_order(parts: list[_Part], choices: Choices) -> Iterator[_Part]:
    """What comes before the first heading, the chosen sections in their order, what the template has besides."""
    of = {section: part for part in parts if part.heading for section in part.sections}
    yield from (part for part in parts if not part.heading)
    given: list[_Part] = []
    before = {section for part in parts if not part.heading for section in part.sections}
    for section in (one for one in choices.sections if one in BODY and one not in before):
        part = of.get(section) or _Part(HEADINGS[section], [f"{{{SECTIONS[section]}}}"])
        if not any(part is one for one in given):
            given.append(part)
            yield part
    yield from (part for part in parts if part.heading and not part.sections)


def _written(part: _Part, ground: Ground, choices: Choices) -> Iterator[str]:
    for line in part.lines:
        found = _PLACE.search(line)
        if not found:
            yield line
            continue
        section = _PLACES[found[1]]
        yield from body(section, ground, choices) if section in choices.sections else []

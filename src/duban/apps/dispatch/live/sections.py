"""The first text of a document by sections: the words of the office's template, each section where its name stands.

In: the template, which sections in which order, what each has to tell.  Out: the text with live figures.
A part of the template is a heading with its lines; one whose sections are left out, or have nothing to tell, goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duban.rulebook.bulletin_words import in_chinese

_HEADING = re.compile("[一二三四五六七八九十]{1,3}、")
_NAME = re.compile(r"\{([^{}\n]{1,20})\}")

Tell = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sections:
    """`places`: the name in the template of each section; `headings`: over one the template does not have."""

    places: Mapping[str, str]
    headings: Mapping[str, str]

    def named_in(self, line: str) -> list[str]:
        """The sections whose names stand in a line."""
        known = {name: section for section, name in self.places.items()}
        return [known[name] for name in _NAME.findall(line) if name in known]


@dataclass(slots=True)
class _Part:
    """`heading` without its number; "" before the first."""

    heading: str
    lines: list[str] = field(default_factory=list)

    def sections(self, all_of: Sections) -> list[str]:
        return [section for line in self.lines for section in all_of.named_in(line)]


def text_of(template: str, sections: Sections, chosen: Sequence[str], tell: Tell) -> str:
    """`chosen` sections in their order; each `tell`s its lines."""
    lines, order = [], 0
    for part in _in_order(_parts(template), sections, chosen):
        written = list(_written(part, sections, chosen, tell))
        if part.heading and not written:
            continue
        if part.heading:
            order += 1
            lines.append(f"{in_chinese(order)}、{part.heading}")
        lines += written
    return "\n".join(lines)


def outline(text: str) -> list[str]:
    """Its headings of the first level."""
    return [line.strip() for line in text.split("\n") if _HEADING.match(line.strip())]


def _parts(template: str) -> list[_Part]:
    parts = [_Part("")]
    for line in template.split("\n"):
        stripped = line.strip()
        if found := _HEADING.match(stripped):
            parts.append(_Part(stripped[found.end() :]))
        elif stripped:
            parts[-1].lines.append(stripped)
    return parts


def _in_order(parts: list[_Part], sections: Sections, chosen: Sequence[str]) -> Iterator[_Part]:
    """What comes before the first heading, the chosen sections in their order, what the template has besides."""
    held = {section: part for part in parts if part.heading for section in part.sections(sections)}
    yield from (part for part in parts if not part.heading)
    before = {section for part in parts if not part.heading for section in part.sections(sections)}
    given: list[_Part] = []
    for section in (one for one in chosen if one in sections.places and one not in before):
        part = held.get(section) or _Part(sections.headings[section], [f"{{{sections.places[section]}}}"])
        if not any(part is one for one in given):
            given.append(part)
            yield part
    yield from (part for part in parts if part.heading and not part.sections(sections))


def _written(part: _Part, sections: Sections, chosen: Collection[str], tell: Tell) -> Iterator[str]:
    for line in part.lines:
        named = sections.named_in(line)
        if not named:
            yield line
        for section in (one for one in named if one in chosen):
            yield from tell(section)

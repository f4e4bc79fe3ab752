"""Cut a text into sentences and clauses, with all that binds nobody out of sight.

In: a task's text.  Out: `Clause` spans of it; `masked` has the same length with titles, quotations and
brackets blanked, so that 《…2024年…》, “1310” and （二期） give no figure. The comma in 12,345 parts nothing.
A bracket's own words are a clause of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.recognition.quantities.numbers import halve

BLANK = "□"
_QUOTED = re.compile(
    r"《[^《》]{0,200}》|“[^“”]{0,80}”|‘[^‘’]{0,40}’|「[^「」]{0,60}」|\"[^\"\n]{0,60}\"|〔[^〔〕]{0,20}〕|〈[^〈〉]{0,60}〉"
)
_SAYS_STATE = re.compile(r"[“‘](?:零|零..|动态清零)[”’]")  # 实现“零事故”, “零”增长
_BRACKETED = re.compile(r"（[^（）()]{0,400}）|\([^（）()]{0,400}\)")
_CONTAINING = re.compile(r"[（(]含[）)]")
_HALF_WIDTH_STOP = re.compile(r"(?<=[\u4e00-\u9fff\"”）)□])\.(?!\d)")  # "…服务水平.全年新增5家."
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_CLAUSE = re.compile(r"(?:[^，,；;：:]|(?<=\d),(?=\d{3}(?!\d)))+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: `masked[start:end]`, offsets of the whole text."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


def mask(text: str) -> str:
    """`text` with half-width digits, and blanks for titles, quotations and brackets."""
    half = _QUOTED.sub(_blank_quoted, halve(text))
    half = _HALF_WIDTH_STOP.sub("。", half)
    return _BRACKETED.sub(_blank_bracket, half)


def _blank_quoted(match: re.Match[str]) -> str:
    return match[0] if _SAYS_STATE.fullmatch(match[0]) else _blank_inside(match)


def _blank_inside(match: re.Match[str]) -> str:
    return match[0][0] + BLANK * (len(match[0]) - 2) + match[0][-1]


def _blank_bracket(match: re.Match[str]) -> str:
    return match[0] if _CONTAINING.fullmatch(match[0]) else _blank_inside(match)


def clauses(masked: str) -> Iterator[Clause]:
    """Every clause in reading order."""
    for sentence in _SENTENCE.finditer(masked):
        for clause in _CLAUSE.finditer(masked, sentence.start(), sentence.end()):
            yield Clause(clause.start(), clause.end(), sentence.start(), sentence.end())


def brackets(text: str) -> Iterator[tuple[int, str]]:
    """The words inside each bracket that holds a figure, and where they begin."""
    for match in _BRACKETED.finditer(_QUOTED.sub(_blank_inside, halve(text))):
        if re.search(r"\d", match[0]):
            yield match.start() + 1, text[match.start() + 1 : match.end() - 1]

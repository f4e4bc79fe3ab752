"""Read the value of an indicator: what do "<8", "25左右", "增长30%", "8-10", "[15]" and "持续提升" say?

In: one cell or phrase, and the indicator's unit for a bare number.  Out: one `Figure`, the text as printed.
Words without a figure, and a dash for none, give no value. Which year a value is for is the caller's to know.
"""

from __future__ import annotations

import re

from duban.documents.lexicon import commitments as words
from duban.documents.model import Comparator
from duban.documents.recognition.quantities.numbers import ARABIC, halve, read_number
from duban.documents.recognition.targets.figures import Figure, any_of, comparator_of, find_figures
from duban.documents.recognition.targets.wordings import read_wording

_NUMBER = rf"(?:{ARABIC})"
_BARE = re.compile(
    rf"(?P<before>{any_of(words.FLOORS, words.CEILINGS, words.ABOVE, words.BELOW, words.ABOUT, words.LEVELS)})?\s*"
    rf"(?:{any_of(words.CHANGES)})?\s*"
    rf"[\[［【〔]?\s*(?P<sign>-(?=\d))?(?P<number>{_NUMBER})\s*[\]］】〕]?(?:\s*(?:[-—–―~～〜－]|至)+\s*(?P<to>{_NUMBER}))?"
    r"\s*(?P<more>[多余])?(?P<after>(?:[（(]含[）)])?(?:及?以上|及?以内|之内|及?以下|左右|上下))?"
)
_RARE_UNIT = re.compile(
    r"(?P<unit>[万亿]?(?![以之及左上])[一-龥]{1,3}?)(?=(?:及?以上|及?以内|之内|及?以下|左右|上下)?$)"
)
_STRIVES = re.compile(any_of(words.STRIVING))
_YEARS = re.compile(r"(?:到|至)?(?:19|20|21)\d\d(?:[-—~～至](?:19|20|21)\d\d)?年(?:底|末)?")
_LONGEST = 300  # no cell says a value in more words
_NOT_FIGURES = frozenset({"年"})


def read_value(text: str, *, measurement_unit: str = "") -> Figure:
    """What the value says; `measurement_unit` is the unit of a number without one."""
    printed = " ".join(text.split())
    if len(printed) > _LONGEST:
        return Figure(Comparator.WORDS, None, None, "", printed)
    half = _YEARS.sub(lambda match: " " * len(match[0]), halve(printed)).strip()
    strives = bool(_STRIVES.search(half))
    bare = _BARE.fullmatch(_STRIVES.sub("", half).strip())
    if bare:
        return _bare(bare, printed, measurement_unit, strives=strives)
    if worded := read_wording(half):
        return Figure(worded.comparator, worded.value, None, "", printed)
    return _written(half, printed, strives=strives)


def _bare(match: re.Match[str], printed: str, unit: str, *, strives: bool) -> Figure:
    value = read_number(match["number"])
    value_to = read_number(match["to"]) if match["to"] else None
    if value is not None and match["sign"]:
        value = -value
    comparator = comparator_of(match["before"] or "", match["after"] or "", more=bool(match["more"]))
    if value_to is not None:
        comparator = Comparator.RANGE
    elif strives and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    return Figure(comparator, value, value_to, unit, printed)


def _written(half: str, printed: str, *, strives: bool) -> Figure:
    spaced = re.sub(r"(?<=\d)\s+(?=[^\d\s])", " ", half)
    found = [one for one in find_figures(spaced) if one.figure.unit not in _NOT_FIGURES or len(spaced) < 12]
    if not found:
        return _of_rare_unit(half, printed, strives=strives) or Figure(Comparator.WORDS, None, None, "", printed)
    figure = found[0].figure
    value = figure.value
    if value is not None and spaced[: found[0].at].endswith("-"):
        value = -value
    comparator = figure.comparator
    if strives and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    return Figure(comparator, value, figure.value_to, figure.unit, printed)


def _of_rare_unit(half: str, printed: str, *, strives: bool) -> Figure | None:
    """200类以上: a cell that is a figure and one short word more; the word is its unit."""
    plain = _STRIVES.sub("", half).strip()
    number = re.search(ARABIC, plain)
    unit = _RARE_UNIT.match(plain, number.end()) if number else None
    bare = _BARE.fullmatch(plain[: unit.start()] + plain[unit.end() :]) if unit else None
    return _bare(bare, printed, unit["unit"], strives=strives) if bare and unit else None

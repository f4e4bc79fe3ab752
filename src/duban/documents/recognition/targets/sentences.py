"""What the clauses of a sentence, and the words of a bracket, take over from those before them.

In: the targets so far.  Out: a `Sentence`; 培育龙头企业10家（其中省级2家） begins its bracket with 培育 and 龙头企业.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from duban.documents.lexicon import commitments as words
from duban.documents.lexicon.measure_words import AMOUNTS
from duban.documents.model import Target
from duban.documents.recognition.targets.clauses import Clause
from duban.documents.recognition.targets.figures import any_of

SHARED_VERB = re.compile(  # 改造提升A、B
    rf"新?(?:{any_of(words.ACTING, words.COMMITTING)})(?:[、和及]?(?:{any_of(words.PAIRED)}))*"
)
_TELLS_PARTS = re.compile(r"其中|(?:国家|省|市|县|区)级\d")


@dataclass(slots=True)
class Sentence:
    """What the clauses of a sentence hand on to the next."""

    start: int = -1
    verb: str = ""
    kind: str = ""
    unit: str = ""
    subject: str = ""
    plain: Clause | None = None  # the last clause without a target, after the one that gave `subject`
    committed: bool = False
    due: date | None = None  # of the whole a bracket tells a part of
    told: list[str] = field(default_factory=list)  # the measures so far


def whole_of(by_end: dict[int, Target], at: int, inside: str) -> Target | None:
    """The target right before the bracket whose words, from `at` on, tell of its parts."""
    if not _TELLS_PARTS.match(inside):
        return None
    return by_end.get(at - 1) or by_end.get(at - 2)


def part_of(whole: Target) -> Sentence:
    """A sentence that goes on from `whole`."""
    verb = SHARED_VERB.match(whole.measure)
    kind = "amount" if whole.unit.endswith(AMOUNTS) else "count"
    return Sentence(
        0, verb[0] if verb else "", kind, whole.unit, whole.measure, committed=True, told=[whole.measure], due=whole.due
    )

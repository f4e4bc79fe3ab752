"""What a case is about, as the ladder names it: so that whoever opened it, one thing is never followed up twice.

In: a case.  Out: "report:41", "task:12"; itself ("case:7") where it is about nothing of the record.
"""

from __future__ import annotations

from duban.apps.supervision.models import Case
from duban.rulebook.ladder import key_of

_LINKS = (  # the narrowest first
    ("report", "report"),
    ("milestone", "milestone"),
    ("instruction", "instruction"),
    ("implementation_plan", "plan"),
    ("task", "task"),
    ("indicator", "indicator"),
)


def key_of_case(case: Case) -> str:
    if case.occasion:
        return key_of(case.occasion)
    for field, word in _LINKS:
        if key := getattr(case, f"{field}_id"):
            return f"{word}:{key}"
    return f"case:{case.pk}"

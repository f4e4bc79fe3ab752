"""What the documents and pages of a listed case say of its stages and acceptances.

In: rows.  Out: words.
"""

from __future__ import annotations

from collections.abc import Iterable

from duban.apps.organizations.labels.people import in_words
from duban.apps.supervision.models import Acceptance, ListedStage
from duban.rulebook.listings import Step

_DIGITS = "一二三四五六七八九"
_NUMERALS = [f"{tens}{digit}" for tens in ("", "十", "二十") for digit in ("", *_DIGITS)][1:]


def stages_in_words(stages: Iterable[ListedStage]) -> str:
    """A line for each: （一）动员部署阶段（2026年2月1日至2月28日）。"""
    lines = (f"（{_NUMERALS[at]}）{one.name}（{period_in_words(one)}）。" for at, one in enumerate(stages))
    return "\n".join(lines)


def period_in_words(stage: ListedStage) -> str:
    """2026年3月1日至8月31日; the year once where both days lie in it."""
    if stage.begins is None:
        return f"{in_words(stage.ends)}前"
    until = in_words(stage.ends)
    if stage.begins.year == stage.ends.year:
        until = until.partition("年")[2]
    return f"{in_words(stage.begins)}至{until}"


def acceptances_in_words(acceptances: Iterable[Acceptance]) -> str:
    """What led to the end: the passed checks since the last failed one."""
    passed: list[Acceptance] = []
    for one in acceptances:
        passed = [*passed, one] if one.passed else []
    said = (f"{in_words(one.on)}，{one.unit}{one.get_step_display()}合格" for one in passed if one.step != Step.RECHECK)
    return "；".join(said) + "。"

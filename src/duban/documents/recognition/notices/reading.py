"""The notice around a plan: to whom, copied to whom, how disclosed, what it orders, what it says it holds.

In: a document's blocks before its annex, and the annex's paragraphs outside of its tasks.  Out: a `Notice`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from duban.documents.blocks import Block, Paragraph, Place
from duban.documents.model import DeclaredCounts, NoticeRules
from duban.documents.recognition.notices.copies import read_copies, read_disclosure
from duban.documents.recognition.notices.declared_counts import read_declared_counts
from duban.documents.recognition.notices.recipients import is_recipients, read_recipients
from duban.documents.recognition.notices.rules import read_notice_rules

_NEAR_TITLE = 6  # blocks behind the title in which 主送机关 stand


@dataclass(frozen=True, slots=True)
class Notice:
    recipients: tuple[str, ...]
    copied_to: tuple[str, ...]
    disclosure: str | None
    rules: NoticeRules
    declared_counts: DeclaredCounts | None
    used: tuple[Place, ...]


def read_notice(
    notice: Sequence[Block], beside: Sequence[Paragraph], year: int | None, issued_on: date | None = None
) -> Notice:
    """What the notice says; `beside` are the paragraphs of the annex that are no task."""
    own = [block for block in notice if isinstance(block, Paragraph)]
    everything = [*own, *beside]
    addressed = next((block for block in own[:_NEAR_TITLE] if is_recipients(block.text)), None)
    copies = read_copies(everything)
    counts = read_declared_counts(everything)
    return Notice(
        recipients=read_recipients(addressed.text) if addressed else (),
        copied_to=copies.value if copies else (),
        disclosure=read_disclosure(everything),
        rules=_from_issue(read_notice_rules(everything, year=year), issued_on),
        declared_counts=counts.value if counts else None,
        used=(addressed.place,) if addressed else (),
    )


def _from_issue(rules: NoticeRules, issued_on: date | None) -> NoticeRules:
    """每季度末25日前, ordered in April, asks for no report in March."""
    if issued_on is None:
        return rules
    ahead = tuple(day for day in rules.reporting_dates if day >= issued_on)
    return replace(rules, reporting_dates=ahead or rules.reporting_dates)

"""An evaluation as of now: what it is computed from, its figures, how its text reads; asked for once for one look.

In: an `Evaluation` with its document.  Out: `Look`; an issued one looks as it did when it was issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from duban.apps.dispatch.live.figures import Difference, Figure, differences, from_kept
from duban.apps.dispatch.live.panel import changed_since
from duban.apps.indicators.evaluating.annexes import content_of
from duban.apps.indicators.evaluating.choosing import Choices, choices_of
from duban.apps.indicators.evaluating.computing import figures_of
from duban.apps.indicators.evaluating.gathering import gather
from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.indicators.models import Evaluation
from duban.rulebook.indicators import EvaluationKind


@dataclass(frozen=True)
class Look:
    """One look at the data of a period, for what the writer chose."""

    ground: Ground
    choices: Choices
    figures: dict[str, Figure]

    @cached_property
    def content(self) -> dict[str, Any]:
        return content_of(self.ground, self.choices)

    def changed(self, text: str) -> list[Difference]:
        """Figures in the text that read otherwise than when it was saved."""
        return changed_since(self.choices.seen, text, self.figures)


def look_at(row: Evaluation, choices: Choices | None = None) -> Look:
    known = row.__dict__
    if "_ground" not in known:
        ground = gather(row)
        known["_ground"] = ground, figures_of(ground)
    ground, figures = known["_ground"]
    return Look(ground, choices or choices_of(EvaluationKind(row.kind), row.choices), figures)


def figures_shown(row: Evaluation) -> dict[str, Figure]:
    """As they were when it was issued, else as they are now."""
    return from_kept(row.results["figures"]) if row.results else look_at(row).figures


def recomputed(row: Evaluation) -> tuple[Look, list[Difference]]:
    """The figures of the same period as the record tells them now, and where they differ from those issued."""
    before, look = from_kept(row.results["figures"]), look_at(row)
    words = {key: one.words for key, one in before.items()}
    return look, differences(words, {key: one.words for key, one in look.figures.items() if key in words})

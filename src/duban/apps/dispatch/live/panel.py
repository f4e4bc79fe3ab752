"""What stands beside a text with live figures while it is written: its outline, its figures, what changed.

In: the text, figures, how those in it read when it was saved.  Out: `Panel`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duban.apps.dispatch.live.figures import Difference, Figure, differences
from duban.apps.dispatch.live.filling import standing_in
from duban.apps.dispatch.live.sections import outline
from duban.apps.dispatch.placeholders import named_in

Groups = Sequence[tuple[str, Sequence[Figure]]]


@dataclass(frozen=True, slots=True)
class Panel:
    """`unnamed`: what should be named and is not."""

    outline: Sequence[str]
    groups: Groups
    used: int
    changed: Sequence[Difference]
    unnamed: Sequence[object]


def panel_of(
    text: str, figures: Mapping[str, Figure], groups: Groups, changed: Sequence[Difference], unnamed: Sequence[object]
) -> Panel:
    used = len(set(named_in(text)) & figures.keys())
    return Panel(outline(text), groups, used, changed, unnamed)


def changed_since(seen: Mapping[str, str], text: str, figures: Mapping[str, Figure]) -> list[Difference]:
    """Figures in the text that read otherwise than when it was saved."""
    now = standing_in(text, figures)
    return differences({key: seen[key] for key in now if key in seen}, {key: now[key] for key in now if key in seen})

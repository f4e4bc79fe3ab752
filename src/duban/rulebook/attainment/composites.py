"""合成指标: an index of weighted parts (农业发展指数 = 4 分项 × 25%), which has no figure of its own.

In: parts with their attainments.  Out: one `Attainment`; without a figure while a part is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.rulebook.attainment.results import Attainment, Part


def combine(parts: Sequence[Part]) -> Attainment:
    """Σ weight × attainment ÷ Σ weight, met when every part is; a missing part is named with the index of the rest."""
    raise NotImplementedError

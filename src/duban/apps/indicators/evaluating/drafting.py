"""The first text of an evaluation, of the office's template and the data.

In: title and text of the template, `Ground`, figures, `Choices`.  Out: title and text with live figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from duban.apps.dispatch.live import sections
from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.live.filling import told
from duban.apps.indicators.evaluating.choosing import BODY, HEADINGS, Choices
from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.indicators.evaluating.sections import body

OF_EVALUATIONS = sections.Sections(BODY, HEADINGS)
LONGEST_TITLE = 200


def title_of(template: str, figures: Mapping[str, Figure]) -> str:
    """A title has no live figures: it says the period it is of."""
    return " ".join(told(template, figures).split())[:LONGEST_TITLE]


def text_of(template: str, ground: Ground, choices: Choices) -> str:
    return sections.text_of(template, OF_EVALUATIONS, choices.sections, lambda section: body(section, ground, choices))

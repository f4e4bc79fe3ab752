"""What evaluating says to the registers of others: how its documents read, freeze and are written."""

from __future__ import annotations

from duban.apps.dispatch import happenings, placeholders
from duban.apps.indicators.evaluating import papers
from duban.apps.indicators.evaluating.choosing import BODY, HEADINGS
from duban.apps.indicators.evaluating.computing import figures_of
from duban.apps.indicators.evaluating.ground import Ground
from duban.apps.indicators.measuring import SetStanding
from duban.apps.indicators.models import IndicatorSet
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.indicator_index import index_of
from duban.rulebook.indicators import EvaluationKind

KIND = DispatchKind.EVALUATION


def register() -> None:
    happenings.register_teller(KIND, papers.tell)
    happenings.register_freezer(KIND, papers.freeze)
    happenings.register_editor(KIND, papers.editor)
    happenings.register_beginning(KIND, "indicators:evaluation-begin")
    happenings.register_origin("evaluations", papers.origin)
    sections = {name: f"“{HEADINGS[one]}”一节" for one, name in BODY.items()}
    figures = {key: one.definition for key, one in figures_of(_nothing()).items()}
    placeholders.register(KIND, sections | figures)


def _nothing() -> Ground:
    """A set without indicators: its figures have their names and definitions."""
    place, none = Jurisdiction(), index_of(())
    one = IndicatorSet(jurisdiction=place, title="", starts=1, ends=1)
    standing = SetStanding(one, place, 1, 12, None, True, (), (), none, none)
    return Ground(EvaluationKind.PERIODIC, standing, {1: standing})

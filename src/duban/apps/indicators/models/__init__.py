"""指标: sets, targets by year, figures with their source, how they are judged, what is written of them: the tables."""

from duban.apps.indicators.models.drafts import DraftIndicator
from duban.apps.indicators.models.evaluations import Evaluation
from duban.apps.indicators.models.figures import IndicatorTarget, Observation
from duban.apps.indicators.models.indicators import Indicator, IndicatorTask, IndicatorUnit, TargetLink
from duban.apps.indicators.models.schemes import Scheme, SchemeField, SchemeLine
from duban.apps.indicators.models.sets import IndicatorField, IndicatorSet, Stage

__all__ = [
    "DraftIndicator",
    "Evaluation",
    "Indicator",
    "IndicatorField",
    "IndicatorSet",
    "IndicatorTarget",
    "IndicatorTask",
    "IndicatorUnit",
    "Observation",
    "Scheme",
    "SchemeField",
    "SchemeLine",
    "Stage",
    "TargetLink",
]

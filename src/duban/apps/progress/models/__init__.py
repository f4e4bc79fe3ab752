"""What is filed, reviewed, asked and decided while a plan runs: the tables."""

from duban.apps.progress.models.changes import Adjustment, Closure
from duban.apps.progress.models.evidence import Evidence
from duban.apps.progress.models.implementation import (
    ImplementationPlan,
    ImplementationSubmission,
    InnerDuty,
    Milestone,
)
from duban.apps.progress.models.instructions import Clock, ClockExtension, ClockStop, Instruction, InstructionAnswer
from duban.apps.progress.models.practice import Practice, UnitPractice
from duban.apps.progress.models.reports import Contribution, Report, ReportFigure, ReportSubmission
from duban.apps.progress.models.standings import Standing

__all__ = [
    "Adjustment",
    "Clock",
    "ClockExtension",
    "ClockStop",
    "Closure",
    "Contribution",
    "Evidence",
    "ImplementationPlan",
    "ImplementationSubmission",
    "InnerDuty",
    "Instruction",
    "InstructionAnswer",
    "Milestone",
    "Practice",
    "Report",
    "ReportFigure",
    "ReportSubmission",
    "Standing",
    "UnitPractice",
]

"""Plans and tasks, from the file they were read from to the units that answer for them: the tables."""

from duban.apps.plans.models.drafts import Correction, DraftName, DraftSection, DraftTask, MatchedBy, NameKind
from duban.apps.plans.models.links import TaskLink
from duban.apps.plans.models.plan_imports import PlanImport, PlanImportKind, PlanImportState, Question, SourceFile
from duban.apps.plans.models.plans import Plan, ReportingRound, Section
from duban.apps.plans.models.receipts import Receipt
from duban.apps.plans.models.responsibilities import Responsibility
from duban.apps.plans.models.targets import Target
from duban.apps.plans.models.tasks import Task

__all__ = [
    "Correction",
    "DraftName",
    "DraftSection",
    "DraftTask",
    "MatchedBy",
    "NameKind",
    "Plan",
    "PlanImport",
    "PlanImportKind",
    "PlanImportState",
    "Question",
    "Receipt",
    "ReportingRound",
    "Responsibility",
    "Section",
    "SourceFile",
    "Target",
    "Task",
    "TaskLink",
]

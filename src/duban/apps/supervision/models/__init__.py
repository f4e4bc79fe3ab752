"""What the office does about what falls behind, by its ladder and by the regulation: the tables."""

from duban.apps.supervision.models.cases import Case, CaseAnswer
from duban.apps.supervision.models.conclusions import Conclusion, Objection, Proposal, Referral
from duban.apps.supervision.models.files import SupervisionFile
from duban.apps.supervision.models.inspections import (
    Designation,
    Inspection,
    InspectionMember,
    InspectionObject,
    InspectionRecord,
)
from duban.apps.supervision.models.interviews import Interview, InterviewParticipant
from duban.apps.supervision.models.ladders import Ladder
from duban.apps.supervision.models.listed import Acceptance, ListedCase, ListedReport, ListedStage
from duban.apps.supervision.models.rectifications import Rectification, Verification

__all__ = [
    "Acceptance",
    "Case",
    "CaseAnswer",
    "Conclusion",
    "Designation",
    "Inspection",
    "InspectionMember",
    "InspectionObject",
    "InspectionRecord",
    "Interview",
    "InterviewParticipant",
    "Ladder",
    "ListedCase",
    "ListedReport",
    "ListedStage",
    "Objection",
    "Proposal",
    "Rectification",
    "Referral",
    "SupervisionFile",
    "Verification",
]

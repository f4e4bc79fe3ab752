"""Who answers: the tables."""

from duban.apps.organizations.models.imports import DirectoryImport, PersonnelImport
from duban.apps.organizations.models.jurisdictions import Jurisdiction, Level
from duban.apps.organizations.models.leading_groups import LeadingGroup, Membership, MembershipRole
from duban.apps.organizations.models.people import Appointment, Official, Post
from duban.apps.organizations.models.unit_groups import GroupRule, UnitGroup, UnitGroupMember
from duban.apps.organizations.models.units import Unit, UnitKind, UnitName, UnitNameKind

__all__ = [
    "Appointment",
    "DirectoryImport",
    "GroupRule",
    "Jurisdiction",
    "LeadingGroup",
    "Level",
    "Membership",
    "MembershipRole",
    "Official",
    "PersonnelImport",
    "Post",
    "Unit",
    "UnitGroup",
    "UnitGroupMember",
    "UnitKind",
    "UnitName",
    "UnitNameKind",
]

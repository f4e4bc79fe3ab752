"""Who does what: the responsibility grammar, from 部门分工, brackets, labels and columns.

In: words of a document.  Out: `Responsibility` and the rules a document states once for all of its tasks.
"（市甲局牵头，市乙局、各县（市、区）政府配合）", "责任单位：市甲局、市乙局".
Does not match names to units in the system; knows nothing of tasks.
"""

from __future__ import annotations

from duban.documents.recognition.responsibility.brackets import find_brackets
from duban.documents.recognition.responsibility.combining import combine
from duban.documents.recognition.responsibility.fields import Field, column_field, label_of, labels_in
from duban.documents.recognition.responsibility.forms import looks_like_unit
from duban.documents.recognition.responsibility.keys import unit_key
from duban.documents.recognition.responsibility.people_lists import split_people
from duban.documents.recognition.responsibility.reading import read_responsibility
from duban.documents.recognition.responsibility.rules import find_role_rules
from duban.documents.recognition.responsibility.unit_lists import split_units
from duban.documents.recognition.responsibility.values import Responsibility, RoleRules

__all__ = [
    "Field",
    "Responsibility",
    "RoleRules",
    "column_field",
    "combine",
    "find_brackets",
    "find_role_rules",
    "label_of",
    "labels_in",
    "looks_like_unit",
    "read_responsibility",
    "split_people",
    "split_units",
    "unit_key",
]

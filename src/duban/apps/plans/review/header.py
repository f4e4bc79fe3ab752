"""The header of a draft: which values a person may correct, what they are called, whether they changed meanwhile.

In: an import.  Out: names, words, a token. `rules` keeps what else was read; only these are corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duban.apps.organizations.changes import digest
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import PlanImport

FIELDS = ("title", "number", "issuer", "issued_on", "year", "disclosed", "reporting_dates")
LABELS = {field.name: str(field.verbose_name) for field in PlanImport._meta.concrete_fields if field.name in FIELDS}


def header_token(plan_import: PlanImport) -> str:
    """A digest of the header; a form carries it, and gives it back as `seen`."""
    values = [getattr(plan_import, name) for name in FIELDS] + [plan_import.rules.get(name) for name in RULES]
    return digest(values)


def rule_words(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {label: rules.get(name) for name, label in RULES.items()}

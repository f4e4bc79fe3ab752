"""The header of a draft: which values a person may correct, what they are called, whether they changed meanwhile.

In: an import.  Out: names, words, a token. `rules` keeps what else was read; only these are corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from duban.apps.plans.models import PlanImport

FIELDS = ("title", "number", "issuer", "issued_on", "year", "disclosed", "reporting_dates")
RULES = {
    "implementation_plans_due_on": "落实方案报送期限",
    "monthly_reporting_day": "每月报送日",
    "report_to": "报送给",
    "counts_in_appraisal": "纳入绩效考核",
    "interviews": "约谈",
}


def header_token(plan_import: PlanImport) -> str:
    """A digest of the header; a form carries it, and gives it back as `seen`."""
    values = [getattr(plan_import, name) for name in FIELDS] + [plan_import.rules.get(name) for name in RULES]
    return sha256(repr(values).encode()).hexdigest()[:24]


def rule_words(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {label: rules.get(name) for name, label in RULES.items()}

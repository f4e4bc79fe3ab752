"""Who took part in an inspection, and so stands aside when its conclusion is reviewed (art. 17)."""

from __future__ import annotations

import re

from duban.apps.supervision.models import Inspection

_NAME = re.compile(r"^[^\s（(，,：:]+")


def accounts_in(row: Inspection) -> set[int]:
    """Members of its team, who recorded, who drafted a conclusion; three queries."""
    found: set[int | None] = set(row.members.values_list("account", flat=True))
    found |= set(row.records.values_list("recorded_account", flat=True))
    found |= set(row.conclusions.values_list("drafted_account", flat=True))
    return {key for key in found if key is not None}


def names_in(row: Inspection) -> set[str]:
    """Of members who are written down without an account: 督小青（督查室） is 督小青."""
    written = row.members.filter(account=None).values_list("name", flat=True)
    return {found[0] for name in written if (found := _NAME.match(name))}

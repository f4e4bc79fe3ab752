"""What contributions say to the other parts: what is owed, who may add files, who reads them."""

from __future__ import annotations

from duban.apps.outbox import owing
from duban.apps.progress import evidence_owners
from duban.apps.progress.actions.contributions import check_may_give
from duban.apps.progress.models import Contribution
from duban.apps.progress.owing.contributions import KIND, contributions_owed
from duban.apps.progress.queries.contributions import is_readable


def register() -> None:
    owing.register(KIND, contributions_owed)
    evidence_owners.register(Contribution, may_write=check_may_give, readable=is_readable)

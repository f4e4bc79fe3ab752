"""The letterheads a new installation begins with, made of the name of its office, to be taken over or changed.

In: the unit that sends out documents.  Out: unsaved rows: 文件, 信函, 督办单, 催办单.
"""

from __future__ import annotations

from typing import Any

from duban.apps.dispatch.models import Letterhead
from duban.apps.organizations.models import Unit
from duban.rulebook.dispatches import DispatchKind as K

_FILES = (
    K.BULLETIN,
    K.CRITICISM,
    K.INSPECTION,
    K.CONCLUSION,
    K.OBJECTION_DECISION,
    K.LISTING,
    K.DELISTING,
    K.PLAN,
    K.CORRECTION,
)
_SIGNED = (K.BULLETIN, K.CRITICISM, K.CONCLUSION, K.OBJECTION_DECISION, K.LISTING, K.DELISTING, K.PLAN)


def offered_letterheads(unit: Unit) -> list[Letterhead]:
    """Those whose code the place does not have yet are to be saved."""
    place = unit.jurisdiction
    short = place.name[:1]
    own: dict[str, Any] = {"jurisdiction": place, "unit": unit, "signatory": unit.name, "printed_by": unit.name}
    return [
        Letterhead(
            **own,
            mark=f"{unit.name}文件"[:60],
            code=f"{short}府办",
            shape="document",
            kinds=_values(_FILES),
            signed_by_leader=_values(_SIGNED),
        ),
        Letterhead(
            **own, mark=unit.name[:60], code=f"{short}府办函", shape="letter", kinds=_values((K.LETTER, K.INTERVIEW))
        ),
        Letterhead(**own, mark=f"{unit.name}督办单"[:60], code=f"{short}督", shape="form", kinds=_values((K.NOTICE,))),
        Letterhead(**own, mark=f"{unit.name}催办单"[:60], code=f"{short}催", shape="form", kinds=_values((K.URGING,))),
    ]


def _values(kinds: tuple[K, ...]) -> list[str]:
    return [kind.value for kind in kinds]

"""The letterheads a new installation begins with, made of the name of its office, to be taken over or changed.

In: the unit that sends out documents.  Out: unsaved rows: 文件, 信函, 督办单, 催办单. A 督查室 is a part of the 办公室,
under whose name its 文件 and 信函 go out.
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
    K.EVALUATION,
    K.CORRECTION,
)
_SIGNED = (K.BULLETIN, K.CRITICISM, K.CONCLUSION, K.OBJECTION_DECISION, K.LISTING, K.DELISTING, K.PLAN, K.EVALUATION)


def offered_letterheads(unit: Unit) -> list[Letterhead]:
    """Those whose code the place does not have yet are to be saved."""
    place = unit.jurisdiction
    short, office = place.name[:1], unit.name if "办公室" in unit.name else f"{place.name}人民政府办公室"
    own: dict[str, Any] = {"jurisdiction": place, "unit": unit}
    inner = {**own, "signatory": unit.name, "printed_by": unit.name[:60], "shape": "form"}
    outer = {**own, "signatory": office, "printed_by": office[:60]}
    signed = _values(_SIGNED)
    return [
        Letterhead(
            **outer,
            mark=f"{office}文件"[:60],
            code=f"{short}府办",
            shape="document",
            kinds=_values(_FILES),
            signed_by_leader=signed,
        ),
        Letterhead(
            **outer, mark=office[:60], code=f"{short}府办函", shape="letter", kinds=_values((K.LETTER, K.INTERVIEW))
        ),
        Letterhead(**inner, mark=f"{unit.name}督办单"[:60], code=f"{short}督", kinds=_values((K.NOTICE,))),
        Letterhead(**inner, mark=f"{unit.name}催办单"[:60], code=f"{short}催", kinds=_values((K.URGING,))),
    ]


def _values(kinds: tuple[K, ...]) -> list[str]:
    return [kind.value for kind in kinds]

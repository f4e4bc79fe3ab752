"""With which words a document begins: the office's own on the day, else the standing ones; live words put in.

In: a kind, a place, a day; a text and values.  Out: title and text; the text with the names in braces replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duban.apps.dispatch.models import Wording
from duban.apps.dispatch.placeholders import PLACEHOLDER
from duban.apps.dispatch.standing_wordings import STANDING
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.dispatches import DispatchKind


def words_for(kind: DispatchKind, jurisdiction: Jurisdiction, on: date) -> tuple[str, str]:
    """Title and text, with their placeholders."""
    rows = Wording.objects.on(on).filter(jurisdiction=jurisdiction, kind=kind)
    own = rows.order_by("-since", "-pk").first()
    return (own.title, own.text) if own else STANDING[DispatchKind(kind)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Each {名称} replaced by its value; one without a value stays, to be seen and filled by hand."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)

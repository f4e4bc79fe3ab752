"""What is doubtful in a document: one check per file; a problem is a value, and all are shown at once.

In: a recognised document and its text.  Out: the document with its diagnostics, in reading order.
To add a check: a module with one function that returns diagnostics, its name in `CHECKS`, its code in the docs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from duban.documents.blocks import Place
from duban.documents.checks.attachments import attachments
from duban.documents.checks.declared_counts import declared_counts
from duban.documents.checks.missing_who import missing_who
from duban.documents.checks.numbering import numbering
from duban.documents.checks.unit_aliases import unit_aliases
from duban.documents.checks.unit_twice import unit_twice
from duban.documents.checks.unknown_units import unknown_units
from duban.documents.checks.unplaced import unplaced
from duban.documents.model import Diagnostic, OfficialDocument
from duban.documents.recognition.document import Recognised
from duban.documents.structure.documents import DocumentText

CHECKS: tuple[Callable[[OfficialDocument], list[Diagnostic]], ...] = (
    numbering,
    declared_counts,
    missing_who,
    unit_twice,
)


def check(recognised: Recognised, text: DocumentText) -> OfficialDocument:
    """The document with everything that is doubtful in it."""
    document = recognised.document
    names = _unit_names(document)
    found = [diagnostic for one in CHECKS for diagnostic in one(document)]
    found += unit_aliases(names)
    found += unknown_units(names)
    found += attachments(text.body)
    found += unplaced(text.body, recognised.placed)
    diagnostics = sorted((*document.diagnostics, *found), key=_order)
    return replace(document, diagnostics=tuple(diagnostics))


def _unit_names(document: OfficialDocument) -> list[tuple[str, Place | None]]:
    """Every unit named as responsible, with the place of the task or indicator that names it."""
    names: list[tuple[str, Place | None]] = []
    for task in document.tasks:
        names += [(name, task.source) for name in (*task.lead, *task.implement, *task.support)]
    for indicator in document.indicators:
        names += [(name, indicator.source) for name in indicator.lead]
        for work in indicator.tasks:
            names += [(name, work.source) for name in (*work.lead, *work.implement, *work.support)]
    return names


def _order(diagnostic: Diagnostic) -> tuple[int, str]:
    return (diagnostic.source.start if diagnostic.source else -1, diagnostic.code)

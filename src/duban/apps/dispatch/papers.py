"""A document as the paper it is printed as: what is edited, under its letterhead.

In: a `Dispatch` (saved or not), its number and day once it has them.  Out: `Paper`; `Invalid` for what cannot be set.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from duban.apps.dispatch import happenings
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.texts import blocks_of
from duban.documents.errors import CannotWrite
from duban.documents.writing.official.paper import Paper, check, paper_from
from duban.rulebook.refusals import Invalid


def paper_of(dispatch: Dispatch, *, number: str = "", dated: date | None = None) -> Paper:
    head = dispatch.letterhead
    text, content = happenings.told(dispatch)
    given = content or {}
    try:
        paper = paper_from(
            {
                "shape": head.shape,
                "mark": head.mark,
                "title": dispatch.title,
                "number": number,
                "recipients": dispatch.recipients,
                "blocks": [],
                "annexes": given.get("annexes", []),
                "signatory": dispatch.signatory,
                "dated": dated.isoformat() if dated else None,
                "note": dispatch.note,
                "copies_to": dispatch.copies_to,
                "printed_by": head.printed_by,
                "printed_on": dated.isoformat() if dated else None,
                "urgency": dispatch.urgency,
                "fields": given.get("fields", []),
            }
        )
    except ValueError as error:
        raise Invalid(f"表格或附件的内容不完整：{error}", "content") from None
    return replace(paper, blocks=blocks_of(text))


def check_paper(paper: Paper) -> Paper:
    """The paper, if it can be written."""
    try:
        check(paper)
    except CannotWrite as error:
        raise Invalid(str(error)) from None
    return paper

"""A document on a screen: the same page as on paper, small, with classes of its own.

In: a `Dispatch`.  Out: markup; the stylesheet it hangs on.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.apps.dispatch.papers import paper_of
from duban.documents.errors import CannotWrite
from duban.documents.writing.official.page import PREVIEW_CSS, write_html
from duban.documents.writing.official.paper import Paper, paper_from
from duban.rulebook.dispatches import number
from duban.rulebook.refusals import RuleError

SHEET_CSS = PREVIEW_CSS.replace(".paper", ".official")  # `paper` is what a source is shown on


def shown(dispatch: Dispatch) -> SafeString:
    """As it was issued, else as it stands; a sentence where it cannot be set."""
    if dispatch.paper:
        return _sheet(paper_from(dispatch.paper))
    try:
        return _sheet(paper_of(dispatch))
    except (RuleError, CannotWrite) as error:
        return _note(str(error))


def head_shown(letterhead: Letterhead, year: int) -> SafeString:
    """How a document under it begins and ends."""
    row = Dispatch(
        letterhead=letterhead,
        title="关于××××的通知",
        recipients="各县（市、区）人民政府，市政府各部门",
        text="××××××××××××。",
        content={},
        signatory=letterhead.signatory,
        copies_to=letterhead.copies_to,
    )
    return _sheet(paper_of(row, number=number(letterhead.code, year, 1)))


def _sheet(paper: Paper) -> SafeString:
    """Its title is the second heading: the first is the page's own."""
    return mark_safe(write_html(paper, title=2).replace('class="paper paper-', 'class="official official-', 1))


def _note(words: str) -> SafeString:
    from django.utils.html import format_html

    return format_html('<p class="note-box doubt">{}</p>', words)

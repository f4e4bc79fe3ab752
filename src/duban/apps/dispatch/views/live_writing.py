"""Writing a text with live figures: what stands in the form, as a page whose figures lead to where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from duban.apps.dispatch.forms.documents import DispatchForm
from duban.apps.dispatch.live.figures import Difference, Figure
from duban.apps.dispatch.live.filling import linked, told_marked
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.showing import shown
from duban.apps.web.requests import Request

_TYPED = ("title", "recipients", "text", "note", "copies_to", "signatory", "urgency")


def typed_in(form: DispatchForm, dispatch: Dispatch) -> Dispatch:
    """The document as it stands in the form, not to be saved."""
    typed = Dispatch(letterhead=dispatch.letterhead, kind=dispatch.kind)
    for name in _TYPED:
        setattr(typed, name, str(form[name].value() or ""))
    typed.signatory = typed.signatory or typed.letterhead.signatory
    if form.is_bound and not form.errors:
        typed.letterhead, typed.recipients = form.values["letterhead"], form.values["recipients"]
    return typed


def sheet_of(
    typed: Dispatch,
    figures: Mapping[str, Figure],
    content: dict[str, Any],
    address: Callable[[str], str],
    changed: Sequence[Difference],
) -> SafeString:
    """Its page, each figure a link to its `address`."""
    typed.text, typed.content = told_marked(typed.text, figures), content
    return linked(shown(typed), address, {one.key: one.before for one in changed})


def answer_saved(request: Request, form: DispatchForm, saved: Dispatch | None, sheet: SafeString) -> HttpResponse:
    """To what was saved by itself: when, or what is wrong; and the page."""
    wrong = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    said = {"row": saved, "wrong": wrong, "errors": form.non_field_errors(), "at": timezone.now(), "sheet": sheet}
    return HttpResponse(render_to_string("dispatch/documents/_saved.html", said, request))

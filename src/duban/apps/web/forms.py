"""A form and an action: what the action refuses is said in the form, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm

from duban.rulebook.refusals import Conflict, Invalid

Result = TypeVar("Result")


def attempt(form: BaseForm, action: Callable[..., Result], **arguments: Any) -> Result | None:
    """Call `action`; `Invalid` and `Conflict` become errors of the form, and None is given. `NotAllowed` goes on."""
    try:
        return action(**arguments)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except Conflict as refusal:
        form.add_error(None, str(refusal))
    return None

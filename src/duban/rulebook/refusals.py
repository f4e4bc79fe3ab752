"""Why something is not done: every refusal carries a sentence for the user.

In: nothing.  Out: exceptions raised by rules and actions; one middleware shows them (403, 409 or in the form).
A defect is never a `RuleError`; a doubt in a document is a `Diagnostic`.
"""

from __future__ import annotations


class RuleError(Exception):
    """A rule says no; `str()` is the reason, in words for the user."""


class NotAllowed(RuleError):
    """This person may not do this (403)."""


class Conflict(RuleError):
    """The state of things does not admit it, or changed meanwhile (409)."""


class Invalid(RuleError):
    """What was entered cannot be taken; `field` names the input it is about, "" for the whole."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field

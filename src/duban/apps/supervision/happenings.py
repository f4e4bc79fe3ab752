"""What the parts of supervision tell each other, inside the transaction: the receiver moves its own row.

`rectification_settled`: verified or cancelled, nothing more to do; `rectification_relapsed`: to do again.
`interview_moved`: scheduled, held, closed or cancelled; the case it is the step of goes on from there.
"""

from __future__ import annotations

from django.dispatch import Signal

rectification_settled = Signal()  # rectification, at, by
rectification_relapsed = Signal()  # rectification, at, by
interview_moved = Signal()  # interview, verb (as recorded), words, at, by

"""The address of what was read: a signed ticket that only whoever uploaded the file can use, for a week.

In: digest, name, account.  Out: a word for the address, and back.
"""

from __future__ import annotations

from typing import NamedTuple

from django.core import signing

from duban.rulebook.actors import Actor

_SALT = "plans.read"
_SECONDS = 7 * 24 * 60 * 60


class Ticket(NamedTuple):
    digest: str
    name: str


def issue(ticket: Ticket, *, to: Actor) -> str:
    """A word that opens this file for this account."""
    return signing.dumps([ticket.digest, ticket.name, to.account], salt=_SALT, compress=True)


def opened(word: str, *, by: Actor) -> Ticket | None:
    """The file the word opens for this account; None when it is not theirs, was tampered with, or is too old."""
    try:
        digest, name, account = signing.loads(word, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    return Ticket(digest, name) if account is not None and account == by.account else None

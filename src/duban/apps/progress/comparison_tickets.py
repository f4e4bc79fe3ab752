"""A workbook that was compared, until somebody confirms: a signed ticket, good for a day, for whoever uploaded it.

In: the row it is for, the file, the comparison that was shown.  Out: a word for the form, and back.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.db.models import Model

from duban.apps.web import files
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict

_SECONDS = 24 * 3600
_SALT = "progress.comparison"


@dataclass(frozen=True, slots=True)
class Compared:
    """`seen`: the digest of the comparison, which must still be the same when it is confirmed."""

    data: bytes
    name: str
    seen: str


def issue(compared: Compared, *, of: Model, to: Actor) -> str:
    kept = [of._meta.label, of.pk, to.account, files.keep(compared.data), compared.name, compared.seen]
    return signing.dumps(kept, salt=_SALT)


def opened(word: str, *, of: Model, by: Actor) -> Compared:
    """What was compared; refused when it is not theirs, of something else, was tampered with, or is too old."""
    try:
        label, key, account, digest, name, seen = signing.loads(word, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        label = key = account = None
    if (label, key) != (of._meta.label, of.pk) or account != by.account:
        raise Conflict("对照已失效，请重新上传文件")
    return Compared(files.read(digest), name, seen)

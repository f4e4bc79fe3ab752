"""What was understood of a file kept earlier.

In: the file's digest and name.  Out: `Understanding`, from the cache or read again, which gives the same.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.core.cache import cache

from duban import __version__
from duban.apps.web import files
from duban.documents import model
from duban.documents.model import Understanding
from duban.documents.pipeline import understand

_SECONDS = 24 * 60 * 60
_SHAPE = hashlib.sha256(Path(model.__file__).read_bytes()).hexdigest()[:12]  # values of another shape are not read


def understanding_of(digest: str, name: str) -> Understanding:
    """Raises `UnreadableFile` with a sentence for the user."""
    key = f"understood-{__version__}-{_SHAPE}-{hashlib.sha256(f'{digest} {name}'.encode()).hexdigest()}"
    known = cache.get(key)
    if isinstance(known, Understanding):
        return known
    understood = understand(files.read(digest), name)
    cache.set(key, understood, _SECONDS)
    return understood

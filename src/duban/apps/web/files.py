"""Uploaded bytes, kept by their content: the same file twice is one file, and nothing is ever overwritten.

In: bytes.  Out: their SM3 digest, by which they are read again. Who may read them is the caller's to check.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.conf import settings


def keep(data: bytes) -> str:
    """Store `data` and give its digest; a crash leaves either the whole file or none."""
    digest = _digest(data)
    file = _path(digest)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, file)
    return digest


def read(digest: str) -> bytes:
    """The bytes kept under `digest`; FileNotFoundError when there are none."""
    return _path(digest).read_bytes()


def is_whole(digest: str) -> bool:
    """Whether the bytes kept under `digest` are there and still the ones that were kept."""
    try:
        return _digest(read(digest)) == digest
    except FileNotFoundError:
        return False


def _digest(data: bytes) -> str:
    summing = Hash(SM3())
    summing.update(data)
    return summing.finalize().hex()


def _path(digest: str) -> Path:
    return Path(settings.FILES) / digest[:2] / digest

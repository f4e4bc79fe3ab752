"""A file as an answer: the browser keeps it under its name."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse


def download(data: bytes, name: str, content_type: str | None = None) -> FileResponse:
    """Of the type its name says, unless one is given."""
    return FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=content_type)

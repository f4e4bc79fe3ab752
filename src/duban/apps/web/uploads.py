"""How much is taken in before anything looks at it: files are refused by what the request says of their size.

In: the head of a request with files (FILE_UPLOAD_HANDLERS).  Out: nothing, or 413 before a byte is written.
Without it whoever can reach the sign-in page could fill the disk.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

BESIDE = 2 * 2**20  # what may stand beside the largest file: the other fields, the boundaries
NAMED = 2 * settings.UPLOAD_BYTES  # up to here a form says which file is too large


class SizeHandler(FileUploadHandler):
    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        user = getattr(self.request, "user", None)
        most = NAMED if user is not None and user.is_authenticated else 0
        if content_length > most + BESIDE:
            raise RequestDataTooBig("the files of a request are too large")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

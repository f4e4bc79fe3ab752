"""The WSGI entry: what the server is given.

All we take is UTF-8: a Content-Type keeps its kind and its boundary, nothing else. Django fails on character sets that
are none ("charset=rot13") before any of our code could refuse them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.site.settings")
_BOUNDARY = re.compile(r';\s*boundary="?([^";\s]+)', re.IGNORECASE)
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    environ["CONTENT_TYPE"] = plain_content_type(environ.get("CONTENT_TYPE") or "")
    return _django(environ, start_response)


def plain_content_type(written: str) -> str:
    """The kind of content, of several parts with what stands between them."""
    kind, boundary = written.partition(";")[0].strip(), _BOUNDARY.search(written)
    return f"{kind}; boundary={boundary[1]}" if boundary else kind

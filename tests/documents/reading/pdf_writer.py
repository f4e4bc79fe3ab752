"""Write PDFs by hand for tests: only the objects that are given, sound or not."""

from __future__ import annotations

CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def write_pdf(*objects: str | bytes) -> bytes:
    """A file with these objects, numbered from 1; the first is the catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        body = content if isinstance(content, bytes) else content.encode()
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def page(resources: str = "") -> str:
    return f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>"


def stream(data: bytes, extra: str = "") -> bytes:
    return f"<</Length {len(data)} {extra}>>\nstream\n".encode() + data + b"\nendstream"

"""Write a paper as a PDF, from the same page that the preview shows.

In: `Paper`.  Out: bytes.  `PdfUnavailable` where WeasyPrint or the system's libraries it needs are missing.
Nothing is fetched, from the network or from the disk, whatever the paper's words say.
"""

from __future__ import annotations

from functools import cache
from html import escape
from types import ModuleType
from typing import Any

from duban.documents.errors import CannotWrite
from duban.documents.writing.official.page import write_html
from duban.documents.writing.official.paper import Paper
from duban.documents.writing.official.sheets import sheet_css
from duban.documents.writing.official.words import on_lines, on_one_line

MISSING = (
    "这台服务器还不能生成 PDF。请系统管理员安装 libpango-1.0-0、libpangoft2-1.0-0、libharfbuzz-subset0 三个软件包"
    "（Debian、统信、银河麒麟等系统用 apt install），再重启服务；Word 文件现在就可以下载。"
)


class PdfUnavailable(CannotWrite):
    """The libraries that make a PDF are not there. `str(error)` names the packages to install."""


def can_write_pdf() -> bool:
    return _weasyprint() is not None


def write_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file."""
    body = write_html(paper)
    library = _weasyprint()
    if library is None:
        raise PdfUnavailable(MISSING)
    author = escape("、".join(on_lines(paper.signatory)))
    title = escape(on_one_line(paper.title))
    head = f'<meta charset="utf-8"><title>{title}</title><meta name="author" content="{author}">'
    styled = f"<head>{head}<style>{sheet_css(paper.shape)}</style></head>"
    page = f'<!DOCTYPE html><html lang="zh-CN">{styled}<body>{body}</body></html>'
    written: bytes = library.HTML(string=page, url_fetcher=_refusing(library)).write_pdf(finisher=_without_producer)
    return written


@cache
def _weasyprint() -> ModuleType | None:
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    found: ModuleType = weasyprint
    return found


def _refusing(library: ModuleType) -> Any:
    """A fetcher that fetches nothing."""

    class Refusing(library.urls.URLFetcher):  # type: ignore[name-defined, misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            raise ValueError("nothing is fetched")

    return Refusing()


def _without_producer(document: Any, pdf: Any) -> None:
    """What program wrote a document is no part of it."""
    pdf.info.pop("Producer", None)

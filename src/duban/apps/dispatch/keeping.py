"""What is kept of a document when it goes out: the whole paper, its Word file, and, where it can be made, its PDF.

In: a document that has its number.  Out: digests of kept files. The PDF is made once the transaction is over, so that
nobody waits for it with the number in hand; it shows nothing that the paper does not say.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.papers import paper_of
from duban.apps.web import files
from duban.documents.errors import CannotWrite
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import paper_from, plain
from duban.rulebook.refusals import Invalid


def keep_as_issued(dispatch: Dispatch) -> None:
    """Set `paper` and `docx`; the caller saves."""
    paper = paper_of(dispatch, number=dispatch.number, dated=dispatch.dated)
    try:
        dispatch.docx = files.keep(write_docx(paper))
    except CannotWrite as error:
        raise Invalid(str(error)) from None
    dispatch.paper = plain(paper)
    transaction.on_commit(partial(keep_pdf, dispatch.pk), robust=True)


def keep_pdf(key: int) -> None:
    """Make the PDF of an issued document and keep it; nothing where it was made or cannot be."""
    row = Dispatch.objects.filter(pk=key, pdf="").exclude(paper=None).first()
    if row is None or why_no_pdf():
        return
    Dispatch.objects.filter(pk=key, pdf="").update(pdf=files.keep(pdf_of(row)))


def pdf_of(dispatch: Dispatch) -> bytes:
    """The PDF of an issued document: the one kept, else made now of what was frozen."""
    from duban.documents.writing.official.pdf import write_pdf

    return files.read(dispatch.pdf) if dispatch.pdf else write_pdf(paper_from(dispatch.paper or {}))


def why_no_pdf() -> str:
    """Why no PDF can be made on this machine; "" where it can."""
    try:
        from duban.documents.writing.official.pdf import can_write_pdf
    except ImportError:
        return "暂时不能生成 PDF。"
    return "" if can_write_pdf() else "这台服务器缺少生成 PDF 的组件，请下载 Word 文件。"

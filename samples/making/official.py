"""The fixed parts of an official document in Word (GB/T 9704): red head, title, signature, imprint."""

from __future__ import annotations

from word import cell as word_cell
from word import para, run, table, table_row

TITLE_FONT, HEADING_FONT = "方正小标宋简体", "黑体"
RED_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="D00000"/></w:pBdr>'


def red_head(issuer: str, number: str) -> str:
    size = 40 if len(issuer) <= 7 else 32  # the name stays on one line
    head = run(f"{issuer}文件", font=TITLE_FONT, size=size, color="D00000")
    return (
        para(head, align="center", line=1200, raw=True)
        + para("", line=560)
        + para(run(number), align="center", extra=RED_LINE, raw=True)
        + para("", line=560)
    )


def title(text: str) -> str:
    return para(run(text, font=TITLE_FONT, size=22), align="center", style="Title", line=640, raw=True) + para("")


def heading(text: str) -> str:
    """一、总体要求"""
    return para(text, indent=2, font=HEADING_FONT)


def body(text: str) -> str:
    return para(text, indent=2)


def signature(issuer: str, day: str) -> str:
    """Issuer and day, four characters from the right edge."""
    return para(issuer, align="right", right=4) + para(day, align="right", right=4)


def imprint(copied: str, printed: str, *, width: int = 8844) -> str:
    """抄送 and 印发, between lines."""
    cells = [para(run(text, size=14), line=480, raw=True) for text in (copied, printed)]
    return para("") + table(
        "".join(table_row(word_cell(content, width)) for content in cells), (width,), sides=("top", "bottom", "insideH")
    )

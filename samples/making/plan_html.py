"""The plan as a page of a government's web site, with everything that stands around a document there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from plan import PLAN, Chapter, Row, rows, squares

HERE = Path(__file__).parent


def plan_page() -> str:
    """The saved page: menus, a card, share buttons, counters, the document, a footer."""
    return _filled("page.html")


def plan_print() -> str:
    """The same document laid out on A4 for WeasyPrint: a red head, an annex of several pages."""
    return _filled("print.html")


def _filled(template: str) -> str:
    page = (HERE / template).read_text(encoding="utf-8")
    values = {name: escape(text, quote=False) for name, text in PLAN.items() if isinstance(text, str)}
    values["body_paragraphs"] = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in PLAN["body"])
    values["table_rows"] = "\n".join(map(_row, rows()))
    values["table_head"] = _cells(PLAN["columns"], "th")
    for name, text in values.items():
        page = page.replace(f"@{name}@", text)
    return page


def _row(row: Chapter | Row) -> str:
    if isinstance(row, Chapter):
        return f'<tr><td class="chapter" colspan="{len(PLAN["columns"])}">{row.title}</td></tr>'
    group = f'<td class="m" rowspan="{row.height}">{row.group}</td>' if row.group else ""
    return f"<tr>{group}{_cells(squares(row.task, chr(10)), 'td')}</tr>"


def _cells(texts: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}{_form(text)}>{escape(text, quote=False)}</{tag}>".replace("\n", "<br>") for text in texts)


def _form(text: str) -> str:
    return ' class="m"' if len(text) < 12 else ""

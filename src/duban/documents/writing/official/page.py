"""Write a paper as a piece of a page: what a browser shows as a preview, and what `pdf` sets on sheets.

In: `Paper`.  Out: an `<article>` with classes and without any style of its own; `sheets` says how the classes look.
A place that only this paper decides (where its date starts, how high its mark is) is a class with a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from duban.documents.writing.official.arranging import HEADINGS, Element, Grid, Line, Role, arranged, imprint
from duban.documents.writing.official.measures import squares
from duban.documents.writing.official.paper import Paper, Shape
from duban.documents.writing.official.sheets import PREVIEW_CSS, WIDEST_MARK

__all__ = ["PREVIEW_CSS", "write_html"]

_BELOW_TITLE = {Role.TITLE: 0, Role.ANNEX_TITLE: 1, **{role: level for level, role in enumerate(HEADINGS, 1)}}
_LOWEST = 6  # h6


def write_html(paper: Paper, *, title: int = 1) -> str:
    """The paper as an article, complete with its 版记; `title`: the level of its title among a page's headings."""
    foot = '<div class="letter-foot"></div>' if paper.shape is Shape.LETTER else ""
    body = "".join(_element(element, paper, title) for element in arranged(paper))
    return f'<article class="paper paper-{paper.shape}" lang="zh-CN">{foot}{body}{_imprint(paper)}</article>'


def _element(element: Element, paper: Paper, title: int) -> str:
    if isinstance(element, Grid):
        return _form(element) if element.form else _table(element)
    if element.role is Role.MARK:
        return _mark(element, paper)
    if element.role is Role.NUMBER:
        return _number(element, paper)
    return _line(element, title)


def _line(line: Line, title: int) -> str:
    below = _BELOW_TITLE.get(line.role)
    tag = "p" if below is None else f"h{min(title + below, _LOWEST)}"
    lead = f'<span class="lead">{_words(line.lead)}</span>' if line.lead else ""
    return f'<{tag} class="{_classes(line)}">{lead}{_words(line.text)}</{tag}>'


def _classes(line: Line) -> str:
    """The role, and what is this line's own: its start, its being the first or held to what follows."""
    own = {"first": line.first, "held": line.held, "numbered": line.role in _NOTED and line.start > 0}
    placed = [f"at-{round(line.start * 2)}"] if line.role in _SIGNED else []
    return " ".join([str(line.role), *(name for name, is_so in own.items() if is_so), *placed])


_NOTED = (Role.ANNEX_NOTE, Role.ANNEX_MORE)
_SIGNED = (Role.SIGNATORY, Role.DATED)


def _mark(line: Line, paper: Paper) -> str:
    """The mark, lower by what stands above it."""
    above = bool(paper.copy_number.strip()) + bool(paper.urgency.strip())
    wide = max(1, min(WIDEST_MARK, round(squares(line.text))))
    rule = '<div class="letter-head"></div>' if paper.shape is Shape.LETTER else ""
    return f'<div class="mark below-{above}"><p class="mark-{wide}">{_words(line.text)}</p></div>{rule}'


def _number(line: Line, paper: Paper) -> str:
    if paper.shape is Shape.LETTER:
        beside = f'<span class="beside">{_words(line.lead)}</span>' if line.lead else ""
        return f'<p class="number">{beside}{_words(line.text)}</p>'
    if not line.right:
        return f'<p class="number">{_words(line.text) or "&nbsp;"}</p>'
    name = f'<span class="signed-by">签发人：<span class="lead">{_words(line.right)}</span></span>'
    return f'<p class="number upward">{name}{_words(line.text)}</p>'


def _table(grid: Grid) -> str:
    centred = [all(squares(cell) <= _SHORT for cell in column) for column in zip(*grid.rows, strict=True)]
    header = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in grid.header)
    rows = "".join(_row(row, centred) for row in grid.rows)
    head = f"<thead><tr>{header}</tr></thead>" if header else ""
    return f'<table class="grid">{_columns(grid.shares)}{head}<tbody>{rows}</tbody></table>'


_SHORT = 8.0  # squares; a column of nothing longer is centred


def _row(row: Sequence[str], centred: Sequence[bool]) -> str:
    looks = (' class="centred"' if centre else "" for centre in centred)
    return f"<tr>{''.join(f'<td{look}>{_words(cell)}</td>' for cell, look in zip(row, looks, strict=True))}</tr>"


def _form(grid: Grid) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_words(label)}</th><td>{_words(value)}</td></tr>' for label, value in grid.rows
    )
    return f'<table class="fields">{_columns(grid.shares)}<tbody>{rows}</tbody></table>'


def _columns(shares: Sequence[int]) -> str:
    """The widths of the columns in whole per cents."""
    whole = sum(shares)
    columns = (f'<col class="share-{max(1, round(100 * share / whole))}">' for share in shares)
    return f"<colgroup>{''.join(columns)}</colgroup>"


def _imprint(paper: Paper) -> str:
    lines = imprint(paper)
    if not lines:
        return ""
    return f'<div class="end"><footer class="imprint">{"".join(map(_imprint_line, lines))}</footer></div>'


def _imprint_line(line: Line) -> str:
    if line.role is Role.COPIES:
        return f'<p class="copies">{_words(line.lead)}{_words(line.text)}</p>'
    return f'<p class="printed"><span>{_words(line.text)}</span><span>{_words(line.right)}</span></p>'


def _words(text: str) -> str:
    return "<br>".join(escape(part) for part in text.split("\n"))

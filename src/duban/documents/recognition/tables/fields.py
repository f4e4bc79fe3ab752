"""What each column of a grid is about: by its heading, and where that does not say, by its cells.

In: a `Grid`.  Out: one `Field` or None per column.
A heading over several columns (县重点任务 over group, number and text), a first column without heading, a page that
lost its header altogether, tasks under an unusual heading (建议名称): what the cells hold decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from duban.documents.recognition.responsibility import Field, column_field
from duban.documents.structure.columns import Content, contents_of, heading_content
from duban.documents.structure.tables import Grid, GridRow

HOLDERS = (Field.leaders, Field.lead, Field.implement, Field.support, Field.responsible, Field.division)
RESPONSIBILITY = (*HOLDERS, Field.deadline)
_BY_HEADING = {Content.PERSON: Field.leaders, Content.UNIT: Field.responsible, Content.DATE: Field.deadline}
_SENTENCE = 8  # characters of a column's usual cell, from which it may hold tasks though its heading is unknown
_ROLES = re.compile(r"[（(【][^（()）]{0,200}(?:牵头|负责|配合|责任单位|承办|落实)")


def fields_of(grid: Grid, rows: Sequence[GridRow]) -> list[Field | None]:
    contents = [contents_of(row.text(column) for row in rows) for column in range(len(grid.header))]
    fields = _by_headings(grid.header, contents) if grid.headed else _by_contents(contents, len(rows))
    fields = _without_clerks(grid.header, fields)
    if Field.text not in fields and any(field in HOLDERS for field in fields):
        stand_in = _stands_for_text(grid.header, fields, contents, rows)
        fields = [Field.text if column == stand_in else field for column, field in enumerate(fields)]
    return fields


def field_of(label: str) -> Field | None:
    """The role a heading gives; the lower of two rows says more than the upper."""
    for part in (label.rpartition("/")[2], label, label.partition("/")[0]):
        field = column_field(part) if part else None
        if field is not None and field is not Field.unknown:
            return field
    return _BY_HEADING.get(heading_content(label.rpartition("/")[2])) if label else None


def _by_headings(header: Sequence[str], contents: Sequence[Counter[Content]]) -> list[Field | None]:
    fields: list[Field | None] = []
    for label, run in groupby(range(len(header)), key=lambda column: header[column]):
        columns = list(run)
        field = field_of(label)
        if label and len(columns) > 1 and field not in RESPONSIBILITY:
            fields += [_number_or_text(contents[column]) for column in columns]
        elif not label and columns[0] == 0:
            fields += [_unheaded(contents[column]) for column in columns]
        else:
            fields += [field] * len(columns)
    return fields


def _without_clerks(header: Sequence[str], fields: list[Field | None]) -> list[Field | None]:
    """Beside 县级领导 a column 责任人 names somebody of the unit, no leader."""
    leaders = [column for column, field in enumerate(fields) if field is Field.leaders]
    if not any("领导" in header[column] for column in leaders):
        return fields
    clerks = [column for column in leaders if header[column].endswith(("责任人", "负责人", "联系人"))]
    return [None if column in clerks else field for column, field in enumerate(fields)]


def _number_or_text(content: Counter[Content]) -> Field | None:
    """The role of one of several columns under one heading."""
    if not content:
        return None
    kind, number = content.most_common(1)[0]
    return Field.number if kind is Content.NUMBER and number * 2 > content.total() else Field.text


def _unheaded(content: Counter[Content]) -> Field | None:
    """A first column without a heading holds the numbers or the groups."""
    field = _number_or_text(content)
    return Field.group if field is Field.text else field


def _by_contents(contents: Sequence[Counter[Content]], rows: int) -> list[Field | None]:
    """A table without header is one of tasks when its first columns are a number and prose, and units follow."""
    kinds = [content.most_common(1)[0][0] if content else Content.NOTHING for content in contents]
    units = [column for column, kind in enumerate(kinds) if kind is Content.UNIT]
    if rows < 2 or not units or kinds[:1] != [Content.NUMBER] or Content.PROSE not in kinds[: units[0]]:
        return [None] * len(kinds)
    by_kind = {Content.NUMBER: Field.number, Content.PROSE: Field.text, **_BY_HEADING}
    fields = [by_kind.get(kind) for kind in kinds]
    for column in units:
        fields[column] = Field.responsible if len(units) == 1 else Field.support
    if len(units) > 1:
        fields[units[0]] = Field.lead
    return fields


def _stands_for_text(
    header: Sequence[str],
    fields: Sequence[Field | None],
    contents: Sequence[Counter[Content]],
    rows: Sequence[GridRow],
) -> int | None:
    """The column of tasks in a table that calls it a problem, measures, a target, or by a name no one knows."""
    problems = [column for column, label in enumerate(header) if label.endswith("问题") and contents[column]]
    if problems and problems[0] < next((at for at, field in enumerate(fields) if field in HOLDERS), 0):
        return problems[0]
    for wanted in (Field.measures, Field.target):
        if wanted in fields:
            return list(fields).index(wanted)
    usual = {
        column: _usual_length(rows, column)
        for column, field in enumerate(fields)
        if field in (None, Field.unknown) and contents[column].most_common(1)[:1] and _is_prose(contents[column])
    }
    longest = max(usual, key=lambda column: usual[column], default=None)
    return longest if longest is not None and usual[longest] >= _SENTENCE else None


def _is_prose(content: Counter[Content]) -> bool:
    return content[Content.PROSE] * 2 > content.total()


def _usual_length(rows: Sequence[GridRow], column: int) -> int:
    lengths = sorted(len(row.text(column)) for row in rows)
    return lengths[len(lengths) // 2] if lengths else 0


def names_units(rows: Sequence[GridRow], column: int) -> bool:
    """Most cells of the column name their units themselves: …（县水务局牵头，县财政局配合）."""
    texts = [row.text(column) for row in rows if row.begins(column) and row.text(column).strip()]
    return sum(bool(_ROLES.search(text)) for text in texts) * 2 > len(texts)

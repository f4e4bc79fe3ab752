"""The plan as the fixed layout that offices exchange (.ofd), notice and annex."""

from __future__ import annotations

from plan import PLAN, Chapter, rows, squares

from documents.reading.ofd_writer import NewPage, Ruled, Span, Text, write_ofd

SHARES = (14, 7, 25, 26, 13, 15, 18, 12)


def plan_ofd() -> bytes:
    return write_ofd(
        [
            Text(f"{PLAN['issuer']}文件", align="center", size=36),
            Text(PLAN["number"], align="center"),
            Text(PLAN["title"], align="center", size=22),
            Text(PLAN["recipients_printed"], indent=0),
            *map(Text, PLAN["body"]),
            Text(PLAN["annex_line"]),
            Text(PLAN["issuer"], align="right"),
            Text(PLAN["issued_printed"], align="right"),
            Text(f"（{PLAN['disclosure_line']}）"),
            NewPage(),
            Text("附件", indent=0),
            Text(PLAN["annex_title"], align="center", size=22),
            Text(PLAN["annex_intro"]),
            Ruled(_rows(), SHARES),
            Text(PLAN["copied_line"], indent=0),
            Text(PLAN["imprint"], indent=0),
        ]
    )


def _rows() -> list[list[str | Span]]:
    table: list[list[str | Span]] = [PLAN["columns"]]
    for row in rows():
        if isinstance(row, Chapter):
            table.append([Span(row.title, colspan=len(SHARES))])
        else:
            group = [Span(row.group, rowspan=row.height)] if row.group else []
            table.append([*group, *squares(row.task, "\n")])
    return table

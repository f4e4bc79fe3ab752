"""The plan as it is copied out of a browser: paragraphs between empty lines, the table's columns parted by tabs."""

from __future__ import annotations

from plan import PLAN, Chapter, rows, squares


def plan_text() -> str:
    parts = [
        f"{PLAN['issuer']}文件",
        PLAN["number"],
        PLAN["title"],
        PLAN["recipients_printed"],
        *PLAN["body"],
        PLAN["annex_line"],
        PLAN["issuer"],
        PLAN["issued_printed"],
        f"（{PLAN['disclosure_line']}）",
        "附件",
        PLAN["annex_title"],
        PLAN["annex_intro"],
        _table(),
        PLAN["copied_line"],
        PLAN["imprint"],
        f"（{PLAN['invented']}。）",
    ]
    return "\n\n".join(parts) + "\n"


def _table() -> str:
    lines = ["\t".join(PLAN["columns"])]
    for row in rows():
        cells = [row.title] if isinstance(row, Chapter) else [row.group or "", *squares(row.task, " ")]
        lines.append("\t".join(cells + [""] * (len(PLAN["columns"]) - len(cells))))
    return "\n".join(lines)

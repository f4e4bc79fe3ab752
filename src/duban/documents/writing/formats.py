"""Write what was understood in the format that was asked for.

In: `Understanding`, "json", "table" or "xlsx".  Out: the bytes of the answer.
Where the bytes go is decided by `duban.cli`.
"""

from __future__ import annotations

from duban.documents.model import Understanding


def write(understanding: Understanding, form: str, *, width: int = 120, color: bool = False) -> bytes:
    """The answer; each writer is loaded when it is needed, for the workbook's takes longest."""
    if form == "xlsx":
        from duban.documents.writing.ledger import write_ledger

        return write_ledger(understanding)
    if form == "table":
        from duban.documents.writing.terminal import write_table

        text = write_table(understanding, width=width, color=color)
    else:
        from duban.documents.plain import to_json

        text = to_json(understanding) + "\n"
    return text.encode("utf-8", errors="replace")

"""What somebody writes in words: without blanks around it, there where it is asked for, and not too long.

In: the text as entered, the input it stands in.  Out: the text as it is kept; `Invalid` says what is missing.
"""

from __future__ import annotations

from duban.rulebook.refusals import Invalid

_WITHIN = str.maketrans("“”", "‘’")


def required_text(text: str, field: str, missing: str, *, most: int) -> str:
    """`missing`: what the reader is told who wrote nothing."""
    if not text.strip():
        raise Invalid(missing, field)
    return optional_text(text, field, most=most)


def optional_text(text: str, field: str, *, most: int) -> str:
    text = text.strip()
    if len(text) > most:
        raise Invalid(f"太长：{len(text)} 个字，最多 {most} 个字", field)
    return text


def cited(words: str, *, most: int) -> str:
    """“…”, cut when long; quotes within stand as ‘…’ (GB/T 15834-2011 4.8.3.2), and none is left open by a cut."""
    within = words.translate(_WITHIN)
    short = within if len(within) <= most else f"{within[:most]}…"
    if short.count("‘") > short.count("’"):
        before = short[: short.rindex("‘")].rstrip("，、；：")
        short = f"{before}…" if before else f"{short}’"
    return f"“{short}”"

"""What somebody writes in words: without blanks around it, there where it is asked for, and not too long.

In: the text as entered, the input it stands in.  Out: the text as it is kept; `Invalid` says what is missing.
"""

from __future__ import annotations

from duban.rulebook.refusals import Invalid


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

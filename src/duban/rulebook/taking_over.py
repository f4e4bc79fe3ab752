"""Where the material of a supporting unit goes in the text of a report, also when it is taken over a second time.

In: the text, the material with its unit's name, what was put in before.  Out: the text.
"""

from __future__ import annotations

ENDS = ("。", "；")


def put_in(text: str, told: str, before: str = "") -> str:
    """In the place of what was put in before; where the lead has reworded that, only what is new, at the end."""
    text, told, before = (one.replace("\r\n", "\n").rstrip() for one in (text, told, before))
    if told == before or _has(text, told):
        return text
    if before and _has(text, before):
        return f"\n{text}\n".replace(f"\n{before}\n", f"\n{told}\n", 1)[1:-1]
    return "\n".join(filter(None, (text, _new_in(told, before))))


def _has(text: str, part: str) -> bool:
    return f"\n{part}\n" in f"\n{text}\n"


def _new_in(told: str, before: str) -> str:
    """What follows the sentences that were there before, under the unit's name; all of it where they changed."""
    more = told.removeprefix(before)
    if more == told or not (before.endswith(ENDS) or more.startswith("\n")):
        return told
    return f"{told.partition('：')[0]}：{more.strip()}"

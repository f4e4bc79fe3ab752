"""How figures and names read in a bulletin (通报): enumerations, shares, what changed; nothing is said of what is none.

In: names, counts.  Out: words, as 市财政局、市商务局和市统计局等5个单位; 24.0%; 增加3项.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

MOST = 10  # names in an enumeration
_DIGITS = "零一二三四五六七八九"
_FOLDS = ((re.compile("[，；、。]+。"), "。"), (re.compile("，{2,}"), "，"))
_NOTHING = re.compile(r"[\s　。，；、]*")
_BRACES = str.maketrans({"{": "｛", "}": "｝", "\n": " ", "\r": " ", "\t": " "})
_BOOKS = str.maketrans("《》", "〈〉")


def joined(names: Sequence[str]) -> str:
    """A; A和B; A、B和C."""
    return names[0] if len(names) == 1 else "、".join(names[:-1]) + (f"和{names[-1]}" if names else "")


def named(names: Sequence[str], measure: str = "个单位", *, most: int = MOST) -> str:
    """A; A和B; from three on with how many they are, the first `most` named."""
    shown = joined(names[:most])
    return f"{shown}等{len(names)}{measure}" if len(names) > 2 else shown


def share(part: int, whole: int) -> str:
    """To one decimal place, half upwards; "" of nothing."""
    if not whole:
        return ""
    exact = Decimal(part * 100) / Decimal(whole)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def change(now: int, before: int, measure: str = "项") -> str:
    if now == before:
        return "持平"
    return f"{'增加' if now > before else '减少'}{abs(now - before)}{measure}"


def told(parts: Sequence[tuple[str, int]], measure: str = "项", *, whole: int = 0) -> str:
    """已完成12项（占24.0%）、正常30项（占60.0%): those that are any; `whole`: of how many the shares are."""
    some = [(word, count) for word, count in parts if count]
    return "、".join(f"{word}{count}{measure}{f'（占{share(count, whole)}）' if whole else ''}" for word, count in some)


def in_chinese(number: int) -> str:
    """一 to 九十九, as headings are numbered; larger ones in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"{ten}{_DIGITS[ones] if ones else ''}"


def quoted(title: str) -> str:
    """《…》; the marks within become 〈…〉 (GB/T 15834-2011 4.15.3.2)."""
    return f"《{title.translate(_BOOKS)}》"


def safe(name: str) -> str:
    """A name that stands in a text with live figures: on one line, without braces."""
    return name.translate(_BRACES).strip()


def tidy(text: str) -> str:
    """Without the marks that are left where a figure has nothing to say, and without lines of nothing."""
    lines = []
    for line in text.split("\n"):
        for twice, once in _FOLDS:
            line = twice.sub(once, line)
        if not _NOTHING.fullmatch(line):
            lines.append(line)
    return "\n".join(lines)

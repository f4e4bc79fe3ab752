"""Whether a code can be right: of a place (GB/T 2260, GB/T 10114), of a unit (GB 32100-2015).

In: codes as typed.  Out: the doubt in words, "" when there is none. Nothing here knows which codes were given out.
"""

from __future__ import annotations

import re

from duban.apps.organizations.models import Level

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FORMS = {
    Level.PROVINCE: (r"[1-9]\d0000", "省级代码为6位数字，后四位是0"),
    Level.CITY: (r"[1-9]\d{3}00", "市级代码为6位数字，后两位是0"),
    Level.COUNTY: (r"[1-9]\d{5}", "县级代码为6位数字"),
    Level.TOWN: (r"[1-9]\d{8}", "镇（街道）代码为9位数字"),
}
# How many leading digits a place has in common with those below it.
_SHARED = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6}


def place_code_doubt(code: str, level: Level, parent_code: str = "", parent_level: Level | None = None) -> str:
    """Why `code` cannot be that of a place of `level` below the one with `parent_code`."""
    form, sentence = _FORMS[level]
    if not re.fullmatch(form, code):
        return f"行政区划代码“{code}”不对：{sentence}"
    shared = _SHARED[parent_level] if parent_code and parent_level in _SHARED else 0
    if code[:shared] != parent_code[:shared]:
        return f"行政区划代码“{code}”与上级的代码 {parent_code} 不一致：前{shared}位应相同"
    return ""


def credit_code_doubt(code: str) -> str:
    """Why a 统一社会信用代码 looks wrong; some real ones do, so this warns and does not stop."""
    if len(code) != 18 or any(character not in _ALPHABET for character in code):
        return f"统一社会信用代码“{code}”不是18位，或含有不用的字符（I、O、S、V、Z），请核对"
    total = sum(_ALPHABET.index(character) * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    if _ALPHABET[(31 - total % 31) % 31] != code[-1]:
        return f"统一社会信用代码“{code}”的校验位不符，请核对"
    return ""

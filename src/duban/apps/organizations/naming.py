"""When two spellings are one name: 青泽市发展和改革局, 市发展和改革局 and 发展和改革局 in 青泽市; 张　伟 and 张伟.

In: names as typed, a place's name.  Out: names to keep, keys to look up, a likeness from 0 to 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_CJK = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SPACE_BY_CJK = re.compile(rf"(?<={_CJK})\s+|\s+(?={_CJK})")
_WIDE = str.maketrans("(),:;", "（），：；")
_BETWEEN, _OPENING, _CLOSING = "、，,；;\n", "（(【[", "）)】]"
_ENDINGS = ("省", "自治区", "市", "县", "区", "镇", "乡", "街道")


def tidy(text: str) -> str:
    """A name as it is kept: one form for wide and narrow letters, Chinese brackets, no stray spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_WIDE)
    return _SPACE_BY_CJK.sub("", " ".join(text.split()))


def person(text: str) -> str:
    """A person's name without the spaces that align it in a list (张　伟); names in Latin letters keep theirs."""
    words = text.split()
    return (" " if text.isascii() else "").join(words)


def several(text: str) -> list[str]:
    """Names as people list them, each once; what stands in brackets stays whole: 各县（市、区）政府."""
    names, depth = [""], 0
    for letter in text:
        depth = max(0, depth + (letter in _OPENING) - (letter in _CLOSING))
        if depth == 0 and letter in _BETWEEN:
            names.append("")
        else:
            names[-1] += letter
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def key(text: str) -> str:
    """What two spellings of one name have in common; 人民政府 is also written 政府."""
    return "".join(tidy(text).split()).casefold().replace("人民政府", "政府")


def loose(key: str) -> str:
    """A key without 和, which short forms leave out: 发展改革局 is 发展和改革局."""
    return key.replace("和", "")


def place_prefixes(place: str) -> tuple[str, str]:
    """How units of a place begin: with its whole name, or with its last word (青泽市, 市)."""
    return place, next((ending for ending in _ENDINGS if place.endswith(ending)), "")


def bare(name: str, place: str) -> str:
    """The name without its place: 发展和改革局."""
    whole, short = place_prefixes(place)
    for prefix in (whole, short):
        if prefix and name.startswith(prefix) and len(name) > len(prefix):
            return name[len(prefix) :]
    return name


def spellings(name: str, place: str) -> set[str]:
    """Keys under which a unit of `place` is found from within the place."""
    return {
        prefix + base for base in _bases(key(name), key(place)) for prefix in ("", *place_prefixes(key(place))) if base
    }


def spellings_from_above(name: str, place: str) -> set[str]:
    """Keys under which it is found from the places above, where only a name with its place is its own."""
    name, place = key(name), key(place)
    return {place + base for base in _bases(name, place) if base} | ({name} if place in name else set())


def likeness(one: str, other: str) -> float:
    """How much two bare names look alike: shared pairs of characters, or the one an abbreviation of the other."""
    if not one or not other:
        return 0.0
    both = pairs(one), pairs(other)
    dice = 2 * len(both[0] & both[1]) / max(1, len(both[0]) + len(both[1]))
    short, long = sorted((one, other), key=len)
    return max(dice, 0.75 if len(short) > 1 and _abbreviates(short, long) else 0.0)


def pairs(text: str) -> set[str]:
    """Every two neighbouring characters; of a text of one character, that one."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _bases(name: str, place: str) -> set[str]:
    whole, short = place_prefixes(place)
    bases = {name}
    for prefix in (whole, short):
        if prefix and name.startswith(prefix):
            bases.add(name[len(prefix) :])
    return bases


def _abbreviates(short: str, long: str) -> bool:
    """发改局 for 发展和改革局: begins and ends alike, and its characters follow in order."""
    return short[0] == long[0] and short[-1] == long[-1] and _follows(short, long)


def _follows(characters: Iterable[str], text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in characters)

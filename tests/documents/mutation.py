"""Break documents on purpose, the same way for the same seed: bytes, characters, and files inside packages."""

import io
import random
import zipfile
from collections.abc import Callable

NASTY = (
    *"，；：、。（）()〈〉<>《》“”〔〕[]【】．.…—-~%％‰≥≤＜＞×/\\|\t\n\r \u3000\u00a0\u200b\ufeff\x00\x0c\x1b",
    *"0123456789０９①⑳⑴㈠一二三十百千万亿零〇两半倍",
    *(
        "牵头单位：",
        "（牵头单位：",
        "责任单位",
        "配合）",
        "按职责分工负责",
        "等",
        "下同",
        "其中：",
        "附件：",
        "关于",
        "通知",
        "方案",
    ),
    *(
        "一、",
        "（一）",
        "1．",
        "1.1.1",
        "第一章",
        "第99999条",
        "99999999999999999999",
        "2026年13月45日",
        "0000-00-00",
        "年内",
        "月底前",
    ),
    *(
        "\u0301",
        "\u202e",
        "𠀀",
        "\ud7ff",
        "é",
        "ﬁ",
        "㎡",
        "…" * 50,
        "（" * 200,
        "）" * 200,
        "、" * 300,
        "1" * 400,
        " " * 500,
    ),
)


def mutate(data: bytes, seed: int) -> bytes:
    """One to eight changes; half of the time inside a package, where `data` is one."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside(data, chance)
    return _changed(data, chance)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Change one member of the package, and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as again:
        names = package.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")] or names)
        for name in names:
            member = package.read(name)
            again.writestr(name, _changed(member, chance) if name == chosen else member)
    return out.getvalue()


def _changed(data: bytes, chance: random.Random) -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _repeatedly(data, chance, (_flip, _cut_bytes, _double_bytes, _truncate, _noise))
    if chance.random() < 0.15:
        return _repeatedly(data, chance, (_flip, _cut_bytes, _truncate, _noise))
    steps = chance.randint(1, 8)
    for _ in range(steps):
        text = chance.choice((_insert, _insert, _delete, _double, _swap_lines, _repeat_line, _one_line))(text, chance)
    return text.encode("utf-8", errors="surrogatepass")


def _repeatedly(data: bytes, chance: random.Random, ways: tuple[Callable[[bytes, random.Random], bytes], ...]) -> bytes:
    for _ in range(chance.randint(1, 8)):
        data = chance.choice(ways)(data, chance)
    return data


def _span(length: int, chance: random.Random, longest: int) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + chance.randint(0, longest))


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, max(len(data) - 1, 0))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut_bytes(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(len(data), chance, 200)
    return data[:start] + data[end:]


def _double_bytes(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(len(data), chance, 200)
    return data[:end] + data[start:]


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 60)) + data[at:]


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(NASTY) + text[at:]


def _delete(text: str, chance: random.Random) -> str:
    start, end = _span(len(text), chance, 60)
    return text[:start] + text[end:]


def _double(text: str, chance: random.Random) -> str:
    start, end = _span(len(text), chance, 300)
    return text[:end] + text[start:]


def _swap_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat_line(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *[lines[at]] * chance.randint(2, 30), *lines[at + 1 :]])


def _one_line(text: str, chance: random.Random) -> str:
    start, end = _span(len(text), chance, 2_000)
    return text[:start] + text[start:end].replace("\n", chance.choice(("", " ", "\t"))) + text[end:]

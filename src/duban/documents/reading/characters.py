"""Bytes to characters: which encoding a Chinese text was written in, and its normal form.

In: bytes of a text file or a page.  Out: `str` in NFC, line ends "\\n", no byte order mark, no control characters.
UTF-8 and UTF-16 with or without mark, GB18030/GBK, Big5; a few damaged bytes do not lose the file.
Does not look at what the text says.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from duban.documents.errors import UnreadableFile

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FEW = 0.08  # damaged characters among those beyond ASCII; with the wrong encoding nearly all are
SAMPLE = 20_000  # bytes or characters that are enough to judge by
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
HAN = re.compile("[\u3400-\u9fff\ue000-\uf8ff]")
ORDINARY = re.compile("[\t\r\n -~\u00b7\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
REPLACED = "\ufffd"
UNKNOWN = "无法识别文件的文字编码。请用记事本打开，另存为 UTF-8 编码后再上传。"


def decode(data: bytes) -> str:
    """The characters of `data`, not yet in normal form."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for attempt in (_utf8, _utf16, _mostly_utf8, _chinese, _mostly_chinese, _guessed):
        text = attempt(data)
        if text is not None:
            return text
    raise UnreadableFile(UNKNOWN)


def normal(text: str) -> str:
    """NFC, line ends "\\n", control characters and stray byte order marks dropped."""
    if LINE_ENDS.search(text):
        text = LINE_ENDS.sub("\n", text)
    if CONTROLS.search(text):
        text = CONTROLS.sub("", text)
    return unicodedata.normalize("NFC", text)


def utf16_without_mark(data: bytes) -> str | None:
    """The UTF-16 `data` is obviously written in: nearly all of its characters are ordinary ones when read so."""
    head = data[: SAMPLE & ~1]
    if len(head) < 8:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) & ~1].decode(encoding, "replace")
        if len(ORDINARY.findall(text)) >= 0.9 * len(text):
            return encoding
    return None


def _utf8(data: bytes) -> str | None:
    if b"\0" in data[:SAMPLE] and utf16_without_mark(data):
        return None
    return _strict(data, "utf-8")


def _utf16(data: bytes) -> str | None:
    encoding = utf16_without_mark(data)
    return data.decode(encoding, "replace") if encoding else None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged bytes, or cut off inside a character; GBK read so is damaged nearly everywhere."""
    return _with_few_losses(data, "utf-8")


def _chinese(data: bytes) -> str | None:
    """GB18030; Big5 often passes for it, but then gives rare characters."""
    text = _strict(data, "gb18030")
    if text is None or _common_share(text, "gb2312") >= 0.8:
        return text
    traditional = _strict(data, "big5")
    if traditional is not None and _common_share(traditional, "big5") > _common_share(text, "gb2312"):
        return traditional
    return text


def _mostly_chinese(data: bytes) -> str | None:
    return _with_few_losses(data, "gb18030") or _with_few_losses(data, "big5hkscs")


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return data.decode(best.encoding, "replace") if best is not None and best.percent_chaos < 20 else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _with_few_losses(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, "replace")
    foreign = sum(1 for character in text[:SAMPLE] if character > "\x7f")
    lost = text[:SAMPLE].count(REPLACED)
    return text if lost <= max(1, FEW * foreign) and text.count(REPLACED) <= FEW * len(text) + 1 else None


def _common_share(text: str, charset: str) -> float:
    """How many of the Chinese characters are common ones: in the first level of `charset`."""
    characters = HAN.findall(text[:SAMPLE])
    if not characters:
        return 1.0
    first, last = (0xB0, 0xF7) if charset == "gb2312" else (0xA4, 0xC6)
    common = sum(1 for character in characters if first <= (character.encode(charset, "ignore") or b"\0")[0] <= last)
    return common / len(characters)

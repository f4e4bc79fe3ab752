"""Give radicals that a font's table put in the place of ideographs their ideographs back: ⼯⻓ is 工长.

In: text from a .pdf or .ofd.  Out: the same text in ordinary ideographs; letters, figures and punctuation stay.
"""

from __future__ import annotations

from unicodedata import normalize

# The radicals supplement has hardly any compatibility mappings; these are the forms that fonts mix up.
_SUPPLEMENT = dict(
    zip(
        "⺁⺈⺊⺌⺎⺟⺠⺦⺪⺫⺬⺮⺶⺷⺸⺻⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻞⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂刀卜小兀母民丬疋目示竹羊羊羊聿肉虎西见角贝车长门青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_KANGXI = {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_TABLE = str.maketrans({**_KANGXI, **_SUPPLEMENT})


def plain_ideographs(text: str) -> str:
    return text.translate(_TABLE)

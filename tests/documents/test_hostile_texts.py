"""Texts made to be slow take time in proportion to their length, not to its square."""

from __future__ import annotations

import contextlib
import time

import pytest

from duban.documents.errors import UnreadableFile
from duban.documents.pipeline import understand

LEAST_SECONDS = 0.02  # below it the clock tells nothing
GROWTH = 4
MOST = 3 * GROWTH  # a square would give GROWTH²

TEXTS = {
    "short lines that go on": lambda n: "市发展、\n" * n,
    "nothing but labels": lambda n: "牵头单位：市发改委\n" * n,
    "brackets in one line": lambda n: "（市发改委牵头）" * n,
    "open brackets": lambda n: "（" * n,
    "numbers without words": lambda n: "一、\n" * n,
    "titles of notices": lambda n: "\n".join(f"某市人民政府关于印发第{i}号方案的通知" for i in range(n)),
    "tasks": lambda n: "\n".join(f"{i}．新建学校{i}所。（市教育局牵头）" for i in range(n)),
    "rows": lambda n: "1\t任务\t单位\n" * n,
}


def seconds(text: str) -> float:
    begin = time.process_time()
    with contextlib.suppress(UnreadableFile):
        understand(text.encode(), "某文件.txt")
    return max(time.process_time() - begin, LEAST_SECONDS)


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_length_only(name: str) -> None:
    short, long = TEXTS[name](800), TEXTS[name](800 * GROWTH)
    seconds(short)

    assert min(seconds(long) for _ in range(2)) <= MOST * max(seconds(short) for _ in range(2))

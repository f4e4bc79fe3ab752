"""What the hints cost while somebody types: against comparing the same two texts with difflib, in the same run.

In: nothing.  Out: one line; exit code 1 where a goal is missed. Texts of 1,000 characters, five targets.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from difflib import SequenceMatcher
from statistics import median

from duban.rulebook.substance import Aim, Said, hints
from duban.rulebook.targets import TargetKind

LENGTH, TIMES = 1000, 50
RATIO_GOAL, MILLISECONDS_GOAL = 0.5, 5.0
MEASURES = ("新开工重点项目", "新增高新技术企业", "盘活存量用地", "改造老旧小区", "新建公交站台")
PARTS = (
    "{}个{}完成{}，组织调度{}次，协调解决用地问题{}条",
    "扎实推进{}项工作，{}已于{}月开工，累计投入{}万元，涉及{}户",
    "与{}家单位对接{}事项，{}取得阶段性成效，其中{}项已办结，余{}项",
)


def text(seed: int) -> str:
    """A report that repeats no sentence."""
    chosen = random.Random(seed)
    sentences = []
    while sum(map(len, sentences)) < LENGTH:
        words = [chosen.choice([chosen.choice(MEASURES), str(chosen.randint(2, 99))]) for _ in range(5)]
        sentences.append(chosen.choice(PARTS).format(*words) + "。")
    return "".join(sentences)[:LENGTH]


def milliseconds(measured: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        measured()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def main() -> int:
    first, second = text(1), text(2)
    aims = [Aim(at, name, "个", Decimal(60), TargetKind.CUMULATIVE) for at, name in enumerate(MEASURES)]
    now, before = (Said(words, figures={aim.key: Decimal(31) for aim in aims}) for words in (first, second))
    ours = milliseconds(lambda: hints(now, before, aims))
    theirs = milliseconds(lambda: SequenceMatcher(None, first, second, autojunk=False).ratio())
    print(f"hints {ours:.2f} ms, difflib {theirs:.2f} ms, ratio {ours / theirs:.2f} (goal {RATIO_GOAL})")
    return int(ours > MILLISECONDS_GOAL or ours > RATIO_GOAL * theirs)


if __name__ == "__main__":
    sys.exit(main())

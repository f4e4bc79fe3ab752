"""Which task of a draft is which task of the plan.

In: the tasks of both, what a person said.  Out: keys of tasks of the plan by keys of tasks of the draft.
Said by a person or a key first, then the same words, then words much alike, the same number counting for a little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from duban.apps.organizations import naming
from duban.apps.plans.comparing.sides import TaskSide, squeezed

_ALIKE = 0.5  # half of the pairs of characters shared: a sentence with one clause rewritten
_SAME_NUMBER, _SAME_CHAPTER = 0.1, 0.05
_CANDIDATES = 6  # tasks sharing the most rare pairs of characters are looked at closely
_COMMON = 30  # a pair of characters in more tasks than this tells nothing

Apart = Collection[tuple[int, int]]


def matched(old: Sequence[TaskSide], new: Sequence[TaskSide], apart: Apart = ()) -> dict[int, int]:
    """`apart`: (draft, task) pairs a person said are not the same."""
    found = _said(old, new)
    for step in (_same_words, _alike):
        taken = set(found.values())
        left = [task for task in old if task.key not in taken]
        found |= step(left, [task for task in new if task.key not in found], set(apart))
    return found


def _said(old: Sequence[TaskSide], new: Sequence[TaskSide]) -> dict[int, int]:
    there, found = {task.key for task in old}, {}
    for task in new:
        if task.continues in there and task.continues is not None:
            there.discard(task.continues)
            found[task.key] = task.continues
    return found


def _same_words(old: Sequence[TaskSide], new: Sequence[TaskSide], apart: set[tuple[int, int]]) -> dict[int, int]:
    by_words: dict[str, list[TaskSide]] = defaultdict(list)
    for task in old:
        by_words[squeezed(task.text)].append(task)
    found = {}
    for task in new:
        there = [one for one in by_words[squeezed(task.text)] if (task.key, one.key) not in apart]
        if there:
            best = max(there, key=lambda one: _bonus(one, task))
            by_words[squeezed(task.text)].remove(best)
            found[task.key] = best.key
    return found


def _alike(old: Sequence[TaskSide], new: Sequence[TaskSide], apart: set[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    ranked = sorted(_likely(old, new), key=lambda one: (-one[0], one[1].key, one[2].key))
    for _, task, other in ranked:
        if task.key not in found and other.key not in taken and (task.key, other.key) not in apart:
            found[task.key] = other.key
            taken.add(other.key)
    return found


def _likely(old: Sequence[TaskSide], new: Sequence[TaskSide]) -> Iterator[tuple[float, TaskSide, TaskSide]]:
    """(likeness, draft, task) of those alike enough."""
    pairs = [naming.pairs(squeezed(task.text)) for task in old]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, of_one in enumerate(pairs):
        for pair in of_one:
            holders[pair].append(at)
    for task in new:
        own = naming.pairs(squeezed(task.text))
        shared = Counter(at for pair in own if len(holders.get(pair, ())) <= _COMMON for at in holders.get(pair, ()))
        for at, _ in shared.most_common(_CANDIDATES):
            bonus = _bonus(old[at], task)
            likeness = 2 * len(own & pairs[at]) / (len(own) + len(pairs[at]))
            if likeness + bonus >= _ALIKE:
                yield likeness + bonus, task, old[at]


def _bonus(old: TaskSide, new: TaskSide) -> float:
    number = _SAME_NUMBER if old.number and old.number == new.number else 0.0
    return number + (_SAME_CHAPTER if old.path == new.path else 0.0)

"""The moves of plans, tasks and receipts, as truth tables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from itertools import product

import pytest

from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import (
    PLAN_LABELS,
    RECEIPT_LABELS,
    ROLE_LABELS,
    TASK_LABELS,
    PlanState,
    ReceiptState,
    ResponsibilityRole,
    TaskState,
    check_plan_move,
    check_receipt_move,
    check_task_move,
)

MOVES: tuple[tuple[type[StrEnum], Callable[..., None], frozenset[str]], ...] = (
    (PlanState, check_plan_move, frozenset({"draft issued", "issued archived"})),
    (
        TaskState,
        check_task_move,
        frozenset({"draft in_force", "in_force closed", "in_force terminated", "closed in_force"}),
    ),
    (
        ReceiptState,
        check_receipt_move,
        frozenset(
            {
                "asked acknowledged",
                "asked objected",
                "objected asked",
                "objected released",
                "acknowledged asked",
                "released asked",
            }
        ),
    ),
)


@pytest.mark.parametrize(
    ("check", "old", "new", "allowed"),
    [
        (check, old, new, f"{old} {new}" in allowed)
        for states, check, allowed in MOVES
        for old, new in product(states, states)
    ],
)
def test_each_move_is_allowed_or_refused_with_both_states_named(check, old, new, allowed) -> None:
    if allowed:
        check(old, new)
        return
    with pytest.raises(Conflict, match="不能改为"):
        check(old, new)


@pytest.mark.parametrize(
    ("states", "labels"),
    [
        (PlanState, PLAN_LABELS),
        (TaskState, TASK_LABELS),
        (ReceiptState, RECEIPT_LABELS),
        (ResponsibilityRole, ROLE_LABELS),
    ],
)
def test_every_state_has_its_word(states, labels) -> None:
    assert set(labels) == set(states)
    assert len(set(labels.values())) == len(labels)

"""How often a job is tried: a policy written on its function, kept by the worker.

In: a function (below `@task()`).  Out: the same function with its policy.
Between tries the wait doubles; after the last one `given_up` is told, with the job's own arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Policy:
    """`times`: tries after an error; `lives`: tries when the worker was killed in its midst."""

    times: int = 1
    wait: timedelta = timedelta(0)
    given_up: Callable[..., None] | None = None
    lives: int = 3

    def wait_after(self, tries: int) -> timedelta:
        doubled: timedelta = self.wait * 2 ** (tries - 1)
        return doubled


ONCE = Policy()


def retried(
    *, times: int, wait: timedelta, given_up: Callable[..., None] | None = None
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Try the job up to `times` times; `given_up(*args, **kwargs)` runs when the last try has failed."""

    def write_policy(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        function.policy = Policy(times, wait, given_up)  # type: ignore[attr-defined]
        return function

    return write_policy


def policy_of(function: Callable[..., Any]) -> Policy:
    policy = getattr(function, "policy", ONCE)
    assert isinstance(policy, Policy)
    return policy

"""What reading a document costs, how the cost grows, and how soon the command answers.

In: corpus 000 (in DUBAN_CORPUS or ../shared/corpus), invented plans.  Out: a table; exit code 1 where a goal is missed.
Everything is a ratio of medians measured in the same run, so that a slow machine changes nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from invented_plan import plan_text

from duban.documents.pipeline import understand

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("DUBAN_CORPUS") or ROOT.parent / "shared" / "corpus")
TASKS = 100
THROUGHPUT_GOAL, GROWTH_GOAL, START_GOAL = 100.0, 11.0, 6.0
Result = tuple[str, str, float, float]


def seconds(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.process_time) -> float:
    """The median of several runs, after one that warms up; of the processor's time, so that neighbours do not count."""
    work()
    times = []
    for _ in range(runs):
        begin = clock()
        work()
        times.append(clock() - begin)
    return median(times)


def throughput() -> Result:
    source = next(iter(sorted(CORPUS.glob("000_*.txt"))), None)
    data = source.read_bytes() if source else plan_text(1_500).encode()
    text = data.decode("utf-8")
    json_time = seconds(lambda: json.loads(json.dumps(text)), 21)
    own_time = seconds(lambda: understand(data, "plan.txt"), 5)
    what = f"understand(), {'corpus 000' if source else 'invented'}, {len(text):,} characters"
    detail = f"{own_time * 1000:.0f} ms, JSON {json_time * 1000:.2f} ms"
    return what, detail, own_time / json_time, THROUGHPUT_GOAL


def growth() -> Result:
    """A text about ten times as long, scaled to exactly ten times; measured in pairs, for a machine's speed drifts."""
    short, long = plan_text(TASKS), plan_text(TASKS * 10)
    pairs = []
    for _ in range(5):
        short_time = seconds(lambda: [understand(short.encode(), "plan.txt") for _ in range(10)], 1) / 10
        long_time = seconds(lambda: understand(long.encode(), "plan.txt"), 1)
        pairs.append((long_time / short_time / (len(long) / len(short)) * 10, short_time, long_time))
    ratio, short_time, long_time = sorted(pairs)[len(pairs) // 2]
    detail = f"{short_time * 1000:.0f} ms, then {long_time * 1000:.0f} ms"
    return f"ten times {len(short):,} characters", detail, ratio, GROWTH_GOAL


def start() -> Result:
    command = Path(sys.executable).with_name("duban")
    typed = [str(command)] if command.exists() else [sys.executable, "-m", "duban.cli"]
    bare = seconds(lambda: _run([sys.executable, "-c", "pass"]), 15, time.perf_counter)
    own = seconds(lambda: _run([*typed, "--help"]), 15, time.perf_counter)
    return "duban --help against python -c pass", f"{own * 1000:.0f} ms, {bare * 1000:.0f} ms", own / bare, START_GOAL


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def main() -> int:
    missed = 0
    for what, detail, ratio, goal in (measure() for measure in (throughput, growth, start)):
        missed += ratio > goal
        print(f"{'ok    ' if ratio <= goal else 'MISSED'}  {ratio:6.1f} times, goal {goal:5.1f}  {what} ({detail})")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())

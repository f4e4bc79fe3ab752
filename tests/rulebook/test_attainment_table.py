"""The complete table: every method × direction × goal × value, what it comes to and whether it is met, written out."""

from __future__ import annotations

import pytest
from attainment_cases import attained, cell

from duban.rulebook.indicators import Direction, Method

VALUES = (None, "-20", "-5", "0", "25", "50", "60", "120")
DIRECTIONS = {"H": Direction.HIGHER, "L": Direction.LOWER, "W": Direction.WITHIN}
# Method, direction, goal, baseline; then by value (as in VALUES) the percentage, + met, - not met, ? no percentage,
# . nothing to judge by. 40:60 is a range without allowed bounds, ~ and a plain figure of 适度 allow 5%.
TABLE = """
ratio     H ≥50    -   .      0-     0-     0-     50-    100+   100+   100+
ratio     H ≥0     -   .      ?-     ?-     ?+     ?+     ?+     ?+     ?+
ratio     H ≥-10   -   .      ?-     ?+     ?+     ?+     ?+     ?+     ?+
ratio     H ≥110   -   .      0-     0-     0-     22.7-  45.5-  54.5-  100+
ratio     H >50    -   .      0-     0-     0-     50-    100-   100+   100+
ratio     H ~50    -   .      0-     0-     0-     50-    100+   100+   100+
ratio     H 40:60  -   .      0-     0-     0-     62.5-  100+   100+   100+
ratio     H ≤50    -   .      ?+     ?+     ?+     ?+     ?+     ?-     ?-
ratio     L ≤50    -   .      ?+     ?+     ?+     ?+     ?+     ?-     ?-
ratio     W 40:60  -   .      ?-     ?-     ?-     ?-     ?+     ?+     ?-
inverse   L ≤50    -   .      100+   100+   100+   100+   100+   83.3-  41.7-
inverse   L ≤0     -   .      ?+     ?+     ?+     ?-     ?-     ?-     ?-
inverse   L ≤-10   -   .      ?+     ?-     ?-     ?-     ?-     ?-     ?-
inverse   L ≤110   -   .      100+   100+   100+   100+   100+   100+   91.7-
inverse   L <50    -   .      100+   100+   100+   100+   100-   83.3-  41.7-
inverse   L ~50    -   .      100+   100+   100+   100+   100+   83.3-  41.7-
inverse   L 40:60  -   .      100+   100+   100+   100+   100+   100+   50-
inverse   L ≥50    -   .      ?-     ?-     ?-     ?-     ?+     ?+     ?+
inverse   H ≥50    -   .      ?-     ?-     ?-     ?-     ?+     ?+     ?+
inverse   W 40:60  -   .      ?-     ?-     ?-     ?-     ?+     ?+     ?-
interval  W 40:60  -   .      0-     0-     0-     62.5-  100+   100+   50-
interval  W ~50    -   .      0-     0-     0-     52.6-  100+   87.5-  43.8-
interval  W =50    -   .      0-     0-     0-     52.6-  100+   87.5-  43.8-
interval  W -10:0  -   .      0-     100+   100+   0-     0-     0-     0-
interval  H ≥50    -   .      0-     0-     0-     50-    100+   100+   100+
interval  L ≤50    -   .      100+   100+   100+   100+   100+   83.3-  41.7-
interval  W ≥50    -   .      0-     0-     0-     50-    100+   100+   100+
scaled    H ≥50    20  .      0-     0-     0-     16.7-  100+   100+   100+
scaled    H ≥50    50  .      ?-     ?-     ?-     ?-     ?+     ?+     ?+
scaled    H ≥50    80  .      ?-     ?-     ?-     ?-     ?+     ?+     ?+
scaled    H ≥50    -   .      ?-     ?-     ?-     ?-     ?+     ?+     ?+
scaled    H ≥0     -10 .      0-     50-    100+   100+   100+   100+   100+
scaled    H ≥-10   -30 .      50-    100+   100+   100+   100+   100+   100+
scaled    H ≥110   20  .      0-     0-     0-     5.6-   33.3-  44.4-  100+
scaled    L ≤50    80  .      100+   100+   100+   100+   100+   66.7-  0-
scaled    L ≤50    50  .      ?+     ?+     ?+     ?+     ?+     ?-     ?-
scaled    L ≤50    20  .      ?+     ?+     ?+     ?+     ?+     ?-     ?-
scaled    L ≤0     60  .      100+   100+   100+   58.3-  16.7-  0-     0-
scaled    L ≤-10   60  .      100+   92.9-  85.7-  50-    14.3-  0-     0-
scaled    W 40:60  20  .      ?-     ?-     ?-     ?-     ?+     ?+     ?-
keep      H ≥50    50  .      0-     0-     0-     50-    100+   100+   100+
keep      H ≥0     0   .      0-     0-     100+   100+   100+   100+   100+
keep      L ≤50    50  .      100+   100+   100+   100+   100+   83.3-  41.7-
keep      L ≤0     0   .      100+   100+   100+   0-     0-     0-     0-
keep      L ~50    50  .      100+   100+   100+   100+   100+   83.3-  41.7-
keep      W 40:60  50  .      0-     0-     0-     62.5-  100+   100+   50-
met       H ≥50    -   .      0-     0-     0-     0-     100+   100+   100+
met       H ≥0     -   .      0-     0-     100+   100+   100+   100+   100+
met       H ≥-10   -   .      0-     100+   100+   100+   100+   100+   100+
met       H ≥110   -   .      0-     0-     0-     0-     0-     0-     100+
met       H >50    50  .      0-     0-     0-     0-     0-     100+   100+
met       H ≤50    -   .      ?+     ?+     ?+     ?+     ?+     ?-     ?-
met       L ≤50    -   .      100+   100+   100+   100+   100+   0-     0-
met       L <50    50  .      100+   100+   100+   100+   0-     0-     0-
met       W 40:60  -   .      0-     0-     0-     0-     100+   100+   0-
composite H ≥50    -   .      .      .      .      .      .      .      .
auto      H ≥50    -   .      0-     0-     0-     50-    100+   100+   100+
auto      H ≥50    20  .      0-     0-     0-     50-    100+   100+   100+
auto      H ≥50    80  .      0-     0-     0-     50-    100+   100+   100+
auto      H >50    50  .      0-     0-     0-     0-     0-     100+   100+
auto      H ≥0     -10 .      0-     50-    100+   100+   100+   100+   100+
auto      H ≥0     10  .      0-     0-     100+   100+   100+   100+   100+
auto      H ≥0     -   .      0-     0-     100+   100+   100+   100+   100+
auto      H ≥-10   -   .      0-     100+   100+   100+   100+   100+   100+
auto      L ≤50    80  .      100+   100+   100+   100+   100+   83.3-  41.7-
auto      L ≤0     60  .      100+   100+   100+   58.3-  16.7-  0-     0-
auto      L ≤0     0   .      100+   100+   100+   0-     0-     0-     0-
auto      L ≤0     -   .      100+   100+   100+   0-     0-     0-     0-
auto      L <50    50  .      100+   100+   100+   100+   0-     0-     0-
auto      W 40:60  20  .      0-     0-     0-     62.5-  100+   100+   50-
auto      H 同步     20  .      .      .      .      .      .      .      .
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(*row[:4], value, said) for row in ROWS for value, said in zip(VALUES, row[4:], strict=True)]


def test_the_table_knows_every_method_for_every_direction() -> None:
    computing = {method for method in Method if method not in (Method.TWO_LEVEL, Method.COMPOSITE)}

    assert {(row[0], row[1]) for row in ROWS} >= {(method.value, key) for method in computing for key in DIRECTIONS}


@pytest.mark.parametrize(("method", "direction", "goal", "baseline", "value", "said"), CASES)
def test_a_value_comes_to_what_the_table_says(
    method: str, direction: str, goal: str, baseline: str, value: str | None, said: str
) -> None:
    start = None if baseline == "-" else baseline

    result = attained(value, goal, direction=DIRECTIONS[direction], baseline=start, method=Method(method))

    assert cell(result) == said


@pytest.mark.parametrize(("method", "direction", "goal", "baseline", "value", "said"), CASES)
def test_every_result_shows_how_it_came_about(
    method: str, direction: str, goal: str, baseline: str, value: str | None, said: str
) -> None:
    start = None if baseline == "-" else baseline

    result = attained(value, goal, direction=DIRECTIONS[direction], baseline=start, method=Method(method))

    assert result.working
    assert dict(result.inputs)["目标值"]
    assert bool(result.reason) is (result.percent is None or said == "100-")
    assert result.method is not Method.AUTO
    if result.percent is not None:
        assert result.working.endswith((f"= {result.shown}", f"计{result.shown}", f"按{result.shown}计"))

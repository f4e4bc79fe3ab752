"""Attainment as the database computes it, clause by clause: the same as `rulebook.attainment`, held equal by a test.

In: nothing.  Out: the text of common table expressions; their places for parameters are named.
SQLite computes in double precision, so results equal the rulebook's to nine digits; 100.0 keeps its whole numbers from
being divided as such, NEAR the ends of 左右 where they are.
"""

from __future__ import annotations

NEAR = "0.000000000000004"  # of a figure: what adding and dividing doubles may lose

# The indicators of the set on the terms of a version of its scheme.
LINE = """
SELECT i.id AS indicator_id, i.parent_id, i.field_id, i.direction, i.kind = 'composite' AS is_whole,
  i.aggregation <> 'sum' AS lends, COALESCE(i.baseline_year, s.starts) AS base_year,
  CASE WHEN i.kind <> 'composite' THEN i.baseline_value END AS base_value,
  CAST(COALESCE(l.weight, 1) AS DOUBLE PRECISION) AS weight, COALESCE(l.method, 'auto') AS method,
  COALESCE(l.method, 'auto') IN ('auto', 'two_level', 'scaled') AS counts_from_base,
  l.lower AS lower_bound, l.upper AS upper_bound,
  COALESCE(l.must_pass, FALSE) AS must_pass
FROM indicators_indicator i
JOIN indicators_indicatorset s ON s.id = i.indicator_set_id
LEFT JOIN indicators_schemeline l ON l.indicator_id = i.id AND l.scheme_id = %(scheme)s
WHERE i.indicator_set_id = %(set)s
"""

# Of the levels of a year the one that counts: with a figure first, then 确保, the plain one, 力争. A year is judged by
# its own targets, else by the next, the years after the last by the last: each holds after the one before it.
SAID = """
SELECT indicator_id, jurisdiction_id, holds, goal,
  CASE WHEN holds = 'range' THEN goal_to END AS goal_to,
  COALESCE(LAG(year) OVER ordered, 0) AS after_year,
  CASE WHEN LEAD(year) OVER ordered IS NULL THEN 9999 ELSE year END AS to_year
FROM (
  SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.indicator_id, t.jurisdiction_id, t.year ORDER BY
    CASE WHEN t.goal IS NULL OR t.holds = 'words' THEN 1 ELSE 0 END,
    CASE t.level WHEN 'ensure' THEN 0 WHEN '' THEN 1 ELSE 2 END) AS turn
  FROM indicators_indicatortarget t JOIN line ON line.indicator_id = t.indicator_id
  WHERE {which}) by_level
WHERE turn = 1 WINDOW ordered AS (PARTITION BY indicator_id, jurisdiction_id ORDER BY year)
"""
OWN = SAID.format(which="t.jurisdiction_id IN (SELECT id FROM place)")
LENT = SAID.format(
    which="t.jurisdiction_id = %(home)s AND t.rule IN ('value', 'about', 'range') AND line.lends AND %(shares)s"
)

# What the set lends holds for all places at once (place_id is empty) where none has its own or starts from elsewhere.
SPAN = """
SELECT own.indicator_id, own.jurisdiction_id AS place_id, holds, goal, goal_to, after_year, to_year FROM own
UNION ALL
SELECT lent.indicator_id, NULL, holds, goal, goal_to, after_year, to_year
FROM lent JOIN line ON line.indicator_id = lent.indicator_id
WHERE NOT line.counts_from_base AND lent.indicator_id NOT IN (SELECT indicator_id FROM own)
UNION ALL
SELECT lent.indicator_id, place.id, holds, goal, goal_to, after_year, to_year
FROM lent JOIN line ON line.indicator_id = lent.indicator_id CROSS JOIN place
WHERE (line.counts_from_base OR lent.indicator_id IN (SELECT indicator_id FROM own)) AND NOT EXISTS (
  SELECT 1 FROM own WHERE own.indicator_id = lent.indicator_id AND own.jurisdiction_id = place.id)
"""

# What is wanted, from where to where (`goals.wanted`), and whether the baseline has it already, without tolerance.
AIM = """
SELECT span.*, line.parent_id, CASE WHEN line.parent_id IS NULL THEN line.field_id END AS field_id,
  CASE WHEN line.must_pass AND line.parent_id IS NULL THEN 0.0 ELSE line.weight END AS weight,
  line.must_pass OR line.parent_id IS NOT NULL AS decides,
  line.direction, line.method, line.lower_bound, line.upper_bound,
  CASE WHEN NOT line.counts_from_base THEN NULL
    WHEN span.place_id = %(home)s AND line.base_value IS NOT NULL THEN line.base_value
    ELSE (SELECT o.value FROM indicators_observation o
      WHERE o.counts AND o.indicator_id = span.indicator_id AND o.jurisdiction_id = span.place_id
        AND o.year = line.base_year ORDER BY o.month DESC LIMIT 1) END AS base,
  holds IN ('>', '<') AS is_strict, holds = '~' AS is_about,
  CASE WHEN direction = 'lower_is_better' THEN COALESCE(goal_to, goal) ELSE goal END AS aim,
  CASE WHEN holds = '~' OR (direction = 'within_range' AND COALESCE(goal_to, goal) = goal)
    THEN ABS(goal) * CAST(%(tolerance)s AS NUMERIC) / 100.0 ELSE 0 END AS room,
  (direction = 'higher_is_better' AND holds IN ('<=', '<'))
    OR (direction = 'lower_is_better' AND holds IN ('>=', '>')) AS contradicts
FROM span JOIN line ON line.indicator_id = span.indicator_id
WHERE goal IS NOT NULL AND holds <> 'words' AND direction <> '' AND NOT line.is_whole
"""
ENDS = """
SELECT aim.*,
  CASE WHEN holds IN ('<=', '<') THEN NULL WHEN holds IN ('>=', '>') THEN goal
    WHEN direction <> 'lower_is_better' THEN goal - room END AS low,
  CASE WHEN holds IN ('>=', '>') THEN NULL WHEN holds IN ('<=', '<') THEN goal
    WHEN direction <> 'higher_is_better' THEN COALESCE(goal_to, goal) + room END AS high,
  CASE WHEN is_strict AND base = goal THEN FALSE WHEN holds IN ('>=', '>') THEN base >= goal
    WHEN holds IN ('<=', '<') THEN base <= goal WHEN direction = 'higher_is_better' THEN base >= goal
    ELSE base <= aim END AS was_held,
  CASE direction WHEN 'higher_is_better' THEN 'ratio' WHEN 'lower_is_better' THEN 'inverse' ELSE 'interval' END AS usual
FROM aim
"""

# The method of each (`attaining.method_for`), the bounds of an interval, mirrored where one alone is given.
METHOD = f"""
SELECT ends.*, low - ABS(low) * {NEAR} AS low_end, high + ABS(high) * {NEAR} AS high_end, CASE
  WHEN method NOT IN ('auto', 'two_level') THEN method
  WHEN base = goal AND is_strict THEN 'met'
  WHEN direction = 'within_range' THEN 'interval'
  WHEN base IS NULL THEN CASE WHEN goal > 0 THEN usual ELSE 'met' END
  WHEN goal > 0 THEN CASE WHEN was_held THEN 'keep' ELSE usual END
  WHEN was_held OR base = goal THEN 'met' ELSE 'scaled' END AS chosen,
  CASE WHEN lower_bound IS NULL THEN low - (upper_bound - high) ELSE lower_bound END AS least,
  CASE WHEN upper_bound IS NULL THEN high + (low - lower_bound) ELSE upper_bound END AS most
FROM ends
"""

# The sum to do, none where a method has no meaning: a ratio to nothing, a scale of no length, bounds within the range.
TERMS = """
SELECT indicator_id, place_id, parent_id, field_id, weight, decides, after_year, to_year,
  goal, aim, base, low, high, low_end, high_end, is_strict, is_about, chosen,
  chosen = 'keep' AND usual <> 'interval' AND NOT contradicts AS keeps, least, most,
  CASE WHEN contradicts OR chosen = 'composite' THEN NULL
    WHEN chosen IN ('ratio', 'inverse') AND (chosen <> usual OR aim <= 0) THEN NULL
    WHEN chosen = 'scaled' AND (usual = 'interval' OR base IS NULL OR aim = base
      OR (aim > base) <> (usual = 'ratio')) THEN NULL
    WHEN (chosen = 'interval' OR (chosen = 'keep' AND usual = 'interval')) AND (least >= low_end OR most <= high_end)
      THEN NULL
    WHEN chosen = 'keep' THEN CASE WHEN usual <> 'interval' AND aim <= 0 THEN 'met' ELSE usual END
    ELSE chosen END AS sum
FROM method
"""

# Of each place; computed once for all where nothing differs.
EACH = """
SELECT terms.*, place_id AS found_in FROM terms WHERE place_id IS NOT NULL
UNION ALL
SELECT terms.*, place.id FROM terms CROSS JOIN place WHERE place_id IS NULL
"""

# The newest figure of each year up to the month; met or not. SQLite takes tables in the order of a CROSS JOIN, and no
# index for what has a plus before it: without, it looks at all figures first. PostgreSQL chooses by itself.
JUDGED = """
SELECT each.*, o.year, o.value AS x,
  NOT (is_strict AND o.value = goal) AND (low IS NULL OR o.value >= low_end) AND (high IS NULL OR o.value <= high_end)
    AS is_met
FROM each CROSS JOIN indicators_observation o
WHERE o.counts AND o.indicator_id = each.indicator_id AND o.jurisdiction_id = each.found_in
  AND o.year > each.after_year AND o.year <= each.to_year AND +o.year BETWEEN %(first)s AND %(last)s
  AND (o.month = {limit} OR (o.month < {limit} AND NOT EXISTS (
    SELECT 1 FROM indicators_observation n WHERE n.counts AND n.indicator_id = o.indicator_id
      AND n.jurisdiction_id = o.jurisdiction_id AND n.year = o.year AND n.month > o.month AND n.month <= {limit})))
"""

# The sums of `methods`, before and after the cap. The limit is none: it keeps SQLite from repeating each sum wherever
# its result is used, without keeping all results first.
RAW = """
SELECT indicator_id, found_in AS place_id, parent_id, field_id, weight, decides, year, chosen,
  CASE WHEN chosen <> 'composite' THEN is_met END AS is_met, CAST(CASE
  WHEN keeps AND is_met THEN 100.0
  WHEN sum = 'ratio' THEN
    CASE WHEN x < 0 THEN 0.0 WHEN is_about AND is_met AND x < aim THEN 100.0 ELSE 100.0 * x / aim END
  WHEN sum = 'inverse' THEN
    CASE WHEN x <= 0 OR (is_about AND is_met AND x > aim) THEN 100.0 ELSE 100.0 * aim / x END
  WHEN sum = 'interval' AND x < low_end THEN CASE
    WHEN least IS NOT NULL THEN 100.0 * (x - least) / (low - least)
    WHEN low <= 0 OR x <= 0 THEN 0.0 ELSE 100.0 * x / low END
  WHEN sum = 'interval' AND x > high_end THEN CASE
    WHEN most IS NOT NULL THEN 100.0 * (most - x) / (most - high)
    WHEN high <= 0 THEN 0.0 ELSE 100.0 * high / x END
  WHEN sum = 'interval' THEN 100.0
  WHEN sum = 'scaled' THEN CASE WHEN is_about AND is_met AND (x < aim) = (aim > base) THEN 100.0
    ELSE 100.0 * (x - base) / (aim - base) END
  WHEN sum = 'met' THEN CASE WHEN is_met THEN 100.0 ELSE 0.0 END END AS DOUBLE PRECISION) AS raw
FROM judged LIMIT 9223372036854775807
"""
REACHED = """
SELECT indicator_id, place_id, parent_id, field_id, weight, decides, year, is_met,
  CASE WHEN raw > 100 AND %(caps)s THEN 100
  WHEN raw < 0 AND (%(caps)s OR chosen <> 'scaled') THEN 0 ELSE raw END AS percent
FROM raw
"""

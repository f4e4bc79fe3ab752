"""Attainment as the database computes it, clause by clause: the same as `rulebook.attainment`, held equal by a test.

In: nothing.  Out: the text of common table expressions; their places for parameters are named.
Figures are double precision, so equal to the rulebook's to nine digits; NEAR keeps the ends of 左右 where they are.
"""

from __future__ import annotations

NEAR = "0.000000000000004"  # of a figure: what adding and dividing doubles may lose

# The indicators of the set on the terms of a version of its scheme.
LINE = """
SELECT i.id AS indicator_id, i.parent_id, i.field_id, i.direction, i.kind = 'composite' AS is_whole,
  i.aggregation <> 'sum' AS lends, COALESCE(i.baseline_year, s.starts) AS base_year,
  CASE WHEN i.kind <> 'composite' THEN CAST(i.baseline_value AS DOUBLE PRECISION) END AS base_value,
  CAST(COALESCE(l.weight, 1) AS DOUBLE PRECISION) AS weight, COALESCE(l.method, 'auto') AS method,
  CAST(l.lower AS DOUBLE PRECISION) AS lower_bound, CAST(l.upper AS DOUBLE PRECISION) AS upper_bound,
  COALESCE(l.must_pass, FALSE) AS must_pass
FROM indicators_indicator i
JOIN indicators_indicatorset s ON s.id = i.indicator_set_id
LEFT JOIN indicators_schemeline l ON l.indicator_id = i.id AND l.scheme_id = %(scheme)s
WHERE i.indicator_set_id = %(set)s
"""

# The figure each place starts from, where it has one of its own.
BASE = """
SELECT o.indicator_id, o.jurisdiction_id AS place_id, CAST(o.value AS DOUBLE PRECISION) AS base
FROM line JOIN indicators_observation o ON o.indicator_id = line.indicator_id AND o.year = line.base_year AND o.counts
WHERE o.jurisdiction_id IN (SELECT id FROM place) AND NOT EXISTS (
  SELECT 1 FROM indicators_observation n WHERE n.counts AND n.indicator_id = o.indicator_id
    AND n.jurisdiction_id = o.jurisdiction_id AND n.year = o.year AND n.month > o.month)
"""

# Of the levels of a year the one that counts: with a figure first, then 确保, the plain one, 力争.
SAID = """
SELECT indicator_id, jurisdiction_id, year, goal, goal_to, holds FROM (
  SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.indicator_id, t.jurisdiction_id, t.year ORDER BY
    CASE WHEN t.goal IS NULL OR t.holds = 'words' THEN 1 ELSE 0 END,
    CASE t.level WHEN 'ensure' THEN 0 WHEN '' THEN 1 ELSE 2 END) AS turn
  FROM indicators_indicatortarget t JOIN line ON line.indicator_id = t.indicator_id
  WHERE {which}) ranked
WHERE turn = 1
"""
OWN = SAID.format(which="t.jurisdiction_id IN (SELECT id FROM place)")
LENT = SAID.format(
    which="t.jurisdiction_id = %(home)s AND t.rule IN ('value', 'about', 'range') AND line.lends AND %(shares)s"
)

# A year is judged by its own targets, else by the next, the years after the last by the last.
HELD = """
SELECT own.indicator_id, own.jurisdiction_id AS place_id, year, goal, goal_to, holds FROM own
UNION ALL
SELECT lent.indicator_id, place.id, year, goal, goal_to, holds FROM lent CROSS JOIN place
WHERE NOT EXISTS (
  SELECT 1 FROM own WHERE own.indicator_id = lent.indicator_id AND own.jurisdiction_id = place.id)
"""
SPAN = """
SELECT indicator_id, place_id, holds, CAST(goal AS DOUBLE PRECISION) AS goal,
  CASE WHEN holds = 'range' THEN CAST(goal_to AS DOUBLE PRECISION) END AS goal_to,
  COALESCE(LAG(year) OVER ordered, 0) AS after_year,
  CASE WHEN LEAD(year) OVER ordered IS NULL THEN 9999 ELSE year END AS to_year
FROM held WINDOW ordered AS (PARTITION BY indicator_id, place_id ORDER BY year)
"""

# What is wanted, from where to where (`goals.wanted`), and whether the baseline has it already, without tolerance.
AIM = """
SELECT span.*, line.direction, line.method, line.lower_bound, line.upper_bound,
  COALESCE(CASE WHEN span.place_id = %(home)s THEN line.base_value END, base.base) AS base,
  holds IN ('>', '<') AS is_strict, holds = '~' AS is_about,
  CASE WHEN direction = 'lower_is_better' THEN COALESCE(goal_to, goal) ELSE goal END AS aim,
  CASE WHEN holds = '~' OR (direction = 'within_range' AND COALESCE(goal_to, goal) = goal)
    THEN ABS(goal) * %(tolerance)s / 100 ELSE 0 END AS room,
  (direction = 'higher_is_better' AND holds IN ('<=', '<'))
    OR (direction = 'lower_is_better' AND holds IN ('>=', '>')) AS contradicts
FROM span JOIN line ON line.indicator_id = span.indicator_id
LEFT JOIN base ON base.indicator_id = span.indicator_id AND base.place_id = span.place_id
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
SELECT indicator_id, place_id, after_year, to_year, goal, aim, base, low, high, low_end, high_end, is_strict, is_about,
  chosen, chosen = 'keep' AND usual <> 'interval' AND NOT contradicts AS keeps, least, most,
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

# The newest figure of each year up to the month; most years have but one.
FIGURE = """
SELECT o.indicator_id, o.jurisdiction_id AS place_id, o.year, CAST(o.value AS DOUBLE PRECISION) AS x
FROM line JOIN indicators_observation o ON o.indicator_id = line.indicator_id AND o.counts
WHERE o.jurisdiction_id IN (SELECT id FROM place) AND o.year IN ({years})
  AND o.month = CASE WHEN o.year = %(last)s THEN %(month)s ELSE 12 END
UNION ALL
SELECT o.indicator_id, o.jurisdiction_id, o.year, CAST(o.value AS DOUBLE PRECISION)
FROM line JOIN indicators_observation o ON o.indicator_id = line.indicator_id AND o.counts
WHERE o.jurisdiction_id IN (SELECT id FROM place) AND o.year IN ({years})
  AND o.month < CASE WHEN o.year = %(last)s THEN %(month)s ELSE 12 END
  AND NOT EXISTS (
    SELECT 1 FROM indicators_observation n WHERE n.counts AND n.indicator_id = o.indicator_id
      AND n.jurisdiction_id = o.jurisdiction_id AND n.year = o.year AND n.month > o.month
      AND n.month <= CASE WHEN o.year = %(last)s THEN %(month)s ELSE 12 END)
"""

# Met or not, and the sums of `methods`, before and after the cap.
JUDGED = """
SELECT figure.year, x, terms.*, NOT (is_strict AND x = goal)
  AND (low IS NULL OR x >= low_end) AND (high IS NULL OR x <= high_end) AS is_met
FROM figure JOIN terms ON terms.indicator_id = figure.indicator_id AND terms.place_id = figure.place_id
  AND figure.year > terms.after_year AND figure.year <= terms.to_year
"""
RAW = """
SELECT indicator_id, place_id, year, chosen, CASE WHEN chosen <> 'composite' THEN is_met END AS is_met, CASE
  WHEN keeps AND is_met THEN 100
  WHEN sum = 'ratio' THEN CASE WHEN x < 0 THEN 0 WHEN is_about AND is_met AND x < aim THEN 100 ELSE x / aim * 100 END
  WHEN sum = 'inverse' THEN
    CASE WHEN x <= 0 OR (is_about AND is_met AND x > aim) THEN 100 ELSE aim / x * 100 END
  WHEN sum = 'interval' AND x < low_end THEN CASE
    WHEN least IS NOT NULL THEN (x - least) / (low - least) * 100
    WHEN low <= 0 OR x <= 0 THEN 0 ELSE x / low * 100 END
  WHEN sum = 'interval' AND x > high_end THEN CASE
    WHEN most IS NOT NULL THEN (most - x) / (most - high) * 100
    WHEN high <= 0 THEN 0 ELSE high / x * 100 END
  WHEN sum = 'interval' THEN 100
  WHEN sum = 'scaled' THEN CASE
    WHEN is_about AND is_met AND (x - base) / (aim - base) < 1 THEN 100 ELSE (x - base) / (aim - base) * 100 END
  WHEN sum = 'met' THEN CASE WHEN is_met THEN 100 ELSE 0 END END AS raw
FROM judged
"""
REACHED = """
SELECT indicator_id, place_id, year, is_met, CASE WHEN raw > 100 AND %(caps)s THEN 100
  WHEN raw < 0 AND (%(caps)s OR chosen <> 'scaled') THEN 0 ELSE raw END AS percent
FROM raw
"""

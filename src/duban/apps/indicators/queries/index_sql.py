"""Composites, the indexes of fields and places, verdicts and ranks as the database computes them.

In: the tables of `attainment_sql`.  Out: the text of common table expressions, held equal to the rulebook by a test.
"""

from __future__ import annotations

# A composite has an attainment when each of its parts that weighs anything has one; it is met when all are.
WHOLE = """
SELECT part.parent_id AS indicator_id, reached.place_id, reached.year,
  CASE WHEN COUNT(*) = SUM(CASE WHEN reached.is_met THEN 1 ELSE 0 END) AND COUNT(*) = MAX(parts.number) THEN TRUE
    WHEN SUM(CASE WHEN NOT reached.is_met THEN 1 ELSE 0 END) > 0 THEN FALSE END AS is_met,
  CASE WHEN SUM(CASE WHEN reached.percent IS NOT NULL AND part.weight > 0 THEN 1 ELSE 0 END) = MAX(parts.weighing)
    THEN SUM(reached.percent * part.weight) / NULLIF(MAX(parts.weight), 0) END AS percent
FROM reached
JOIN line part ON part.indicator_id = reached.indicator_id
JOIN line whole ON whole.indicator_id = part.parent_id AND whole.is_whole
JOIN (
  SELECT parent_id, COUNT(*) AS number, SUM(CASE WHEN weight > 0 THEN 1 ELSE 0 END) AS weighing, SUM(weight) AS weight
  FROM line GROUP BY parent_id) parts ON parts.parent_id = part.parent_id
GROUP BY part.parent_id, reached.place_id, reached.year
"""
STANDING = """
SELECT line.indicator_id, line.field_id, line.weight, line.must_pass, found.place_id, found.year, found.is_met,
  CASE WHEN found.percent > 100 THEN 100 WHEN found.percent < 0 THEN 0 ELSE found.percent END AS percent
FROM (SELECT indicator_id, place_id, year, is_met, percent FROM reached UNION ALL
  SELECT indicator_id, place_id, year, is_met, percent FROM whole) found
JOIN line ON line.indicator_id = found.indicator_id AND line.parent_id IS NULL
"""

# What the fields weigh in all, whether there are figures or not; one of must-pass indicators alone weighs nothing.
FIELD = """
SELECT line.field_id, SUM(CASE WHEN line.must_pass THEN 0 ELSE line.weight END) AS whole,
  MAX(CASE WHEN line.must_pass THEN 0 ELSE CAST(COALESCE(f.weight, 1) AS DOUBLE PRECISION) END) AS weight,
  COUNT(*) AS number, SUM(CASE WHEN line.must_pass THEN 1 ELSE 0 END) AS must_pass
FROM line LEFT JOIN indicators_schemefield f ON f.field_id = line.field_id AND f.scheme_id = %(scheme)s
WHERE line.parent_id IS NULL GROUP BY line.field_id
"""
BY_FIELD = """
SELECT place_id, year, field_id, COUNT(percent) AS judged,
  SUM(CASE WHEN must_pass THEN NULL ELSE percent * weight END)
    / NULLIF(SUM(CASE WHEN must_pass OR percent IS NULL THEN 0 ELSE weight END), 0) AS percent,
  SUM(CASE WHEN must_pass OR percent IS NULL THEN 0 ELSE weight END) AS known,
  SUM(CASE WHEN must_pass AND NOT is_met THEN 1 ELSE 0 END) AS failed,
  SUM(CASE WHEN must_pass AND is_met THEN 1 ELSE 0 END) AS passed
FROM standing GROUP BY place_id, year, field_id
"""
OVERALL = """
SELECT place_id, year, SUM(by_field.judged) AS judged, SUM(failed) AS failed, SUM(passed) AS passed,
  SUM(by_field.percent * field.weight)
    / NULLIF(SUM(CASE WHEN by_field.percent IS NULL THEN 0 ELSE field.weight END), 0) AS percent,
  SUM(field.weight * by_field.known / NULLIF(field.whole, 0)) / NULLIF((SELECT SUM(weight) FROM field), 0) AS coverage
FROM by_field JOIN field ON COALESCE(field.field_id, 0) = COALESCE(by_field.field_id, 0)
GROUP BY place_id, year
"""

# Ranked by six decimals: equal is equal, however the database added.
RANKED = """
SELECT overall.*, CASE WHEN percent IS NOT NULL AND coverage >= %(least)s THEN RANK() OVER (
    PARTITION BY year, percent IS NOT NULL AND coverage >= %(least)s
    ORDER BY ROUND(CAST(percent AS NUMERIC), 6) DESC) END AS rank
FROM overall
"""
RESULT = """
SELECT ranked.place_id, ranked.year, ranked.percent, ranked.rank, ranked.coverage, ranked.judged, ranked.failed,
  ranked.passed, by_field.field_id, by_field.percent
FROM ranked JOIN by_field ON by_field.place_id = ranked.place_id AND by_field.year = ranked.year
"""

"""Composites, the indexes of fields and places, verdicts and ranks as the database computes them.

In: the tables of `attainment_sql`.  Out: the text of common table expressions, held equal to the rulebook by a test.
"""

from __future__ import annotations

# One pass over all attainments: the indicators of each field (parent_id is empty), each at most 100 and at least 0, and
# the parts of each composite as they are. What is must-pass weighs nothing.
SUMMED = """
SELECT place_id, year, field_id, parent_id, COUNT(percent) AS judged,
  SUM(weight * CASE WHEN parent_id IS NOT NULL THEN percent WHEN percent > 100 THEN 100 WHEN percent < 0 THEN 0
    ELSE percent END) AS total,
  SUM(CASE WHEN percent IS NULL THEN 0.0 ELSE weight END) AS known,
  SUM(CASE WHEN decides AND NOT is_met THEN 1 ELSE 0 END) AS failed,
  SUM(CASE WHEN decides AND is_met THEN 1 ELSE 0 END) AS passed
FROM reached GROUP BY place_id, year, field_id, parent_id
"""

# A composite has an attainment when each of its parts that weighs anything has one; it is met when all are.
WHOLE = """
SELECT whole.indicator_id, found.place_id, whole.field_id, whole.weight, whole.must_pass, found.year,
  CASE WHEN found.failed > 0 THEN FALSE WHEN found.passed = parts.number THEN TRUE END AS is_met,
  CASE WHEN found.known > parts.weight - 0.00001 THEN found.total / NULLIF(parts.weight, 0) END AS percent
FROM summed found CROSS JOIN line whole CROSS JOIN (
  SELECT parent_id, COUNT(*) AS number, SUM(weight) AS weight FROM line GROUP BY parent_id) parts
WHERE found.parent_id IS NOT NULL AND parts.parent_id = found.parent_id
  AND whole.indicator_id = found.parent_id AND whole.is_whole
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
SELECT place_id, year, field_id, SUM(total) / NULLIF(SUM(known), 0) AS percent, SUM(known) AS known,
  SUM(judged) AS judged, SUM(failed) AS failed, SUM(passed) AS passed
FROM (
  SELECT place_id, year, field_id, total, known, judged, failed, passed FROM summed WHERE parent_id IS NULL
  UNION ALL
  SELECT place_id, year, field_id,
    CASE WHEN must_pass THEN NULL WHEN percent > 100 THEN 100 * weight WHEN percent < 0 THEN 0
      ELSE percent * weight END,
    CASE WHEN must_pass OR percent IS NULL THEN 0 ELSE weight END, CASE WHEN percent IS NULL THEN 0 ELSE 1 END,
    CASE WHEN must_pass AND NOT is_met THEN 1 ELSE 0 END, CASE WHEN must_pass AND is_met THEN 1 ELSE 0 END
  FROM whole) counted
GROUP BY place_id, year, field_id
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
# A row for each place and year, and one for each of its fields.
RESULT = """
SELECT FALSE AS is_field, place_id, year, NULL AS field_id, percent, rank, coverage, judged, failed, passed FROM ranked
UNION ALL
SELECT TRUE, place_id, year, field_id, percent, NULL, NULL, judged, failed, passed FROM by_field
"""

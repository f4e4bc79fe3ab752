"""实现程度: how far a target is reached, by the official methods, with working (docs/explain/attainment.md)."""

from duban.rulebook.attainment.attaining import attain, method_for
from duban.rulebook.attainment.composites import attain_years, combine
from duban.rulebook.attainment.goals import Goal, Terms, counting_goal, goals_for, meets
from duban.rulebook.attainment.results import Attainment, LevelAttainment, Part

__all__ = [
    "Attainment",
    "Goal",
    "LevelAttainment",
    "Part",
    "Terms",
    "attain",
    "attain_years",
    "combine",
    "counting_goal",
    "goals_for",
    "meets",
    "method_for",
]

"""Whom the names of a document mean: units, collective units, posts of leaders; and what is missing, as it would be."""

from duban.apps.plans.matching.names import day_of, match_names

__all__ = ["day_of", "match_names"]

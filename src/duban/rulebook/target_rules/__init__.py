"""What the words of a target mean, as a rule and in the figures of its year."""

from duban.rulebook.target_rules.meanings import Meaning, meaning
from duban.rulebook.target_rules.wordings import rule_of

__all__ = ["Meaning", "meaning", "rule_of"]

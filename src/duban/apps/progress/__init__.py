"""The year's work: rounds of reports and their review, implementation plans, pace, adjustment, closure, instruction."""

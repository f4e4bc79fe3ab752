"""The implementation plans of a unit's tasks as one workbook: out, back in, compared before anything changes."""

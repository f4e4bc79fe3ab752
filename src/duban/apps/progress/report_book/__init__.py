"""The reports of a unit in a round as one workbook: out, back in, compared before anything changes."""

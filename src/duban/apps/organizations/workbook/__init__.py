"""Units and people in a workbook: read, compared with what is on record, written down, and written out again."""

"""Spreadsheets, .xlsx, .xls and .ods: what each cell shows, merged cells, the lines above a table."""

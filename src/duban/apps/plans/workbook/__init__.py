"""A plan's ledger as a workbook: out to be edited in Excel, and in again, the same columns both ways."""

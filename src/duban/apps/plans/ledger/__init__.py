"""The ledger (台账) as a table: its columns, what each of them can be asked, and how a cell is worded."""

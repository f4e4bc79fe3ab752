"""What can be done with imports, plans, tasks and receipts: one function for each verb."""

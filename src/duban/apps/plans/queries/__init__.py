"""What is asked of imports, plans, tasks and receipts."""

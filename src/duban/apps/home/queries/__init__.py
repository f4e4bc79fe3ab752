"""What waits for a role, and what it answers for: one module per kind of first page, and the search."""

"""A document that is only read, not imported: its address, and what its page shows."""

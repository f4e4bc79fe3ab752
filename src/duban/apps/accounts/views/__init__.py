"""Pages: signing in, one's own account, and the administration of accounts and roles."""

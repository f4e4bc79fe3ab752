"""Every change to accounts, their passwords, roles and sessions."""

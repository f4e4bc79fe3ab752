"""Who may sign in, in which roles, and what they may see."""

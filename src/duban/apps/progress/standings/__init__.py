"""What is known of tasks, gathered from the rows that say it, for `rulebook.judging`."""

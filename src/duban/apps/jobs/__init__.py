"""Work in the background: the schedule, retries, jobs lost and found."""

"""What can be done with reminders. That somebody read one is not recorded: how the system is used is not watched."""

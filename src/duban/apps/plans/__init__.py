"""Official documents read by the core; plans and tasks."""

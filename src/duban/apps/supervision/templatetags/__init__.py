"""Tags and filters of supervision."""

"""Tags of this application."""

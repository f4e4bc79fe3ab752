"""The commands that need the site: init, serve, demo, audit. Each is imported when it is called, never before."""

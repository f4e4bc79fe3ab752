"""The running site: settings from the environment, addresses, the WSGI entry."""

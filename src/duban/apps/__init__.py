"""Django applications, one folder per noun; each imports only what stands below it."""

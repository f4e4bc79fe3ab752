"""What units owe by which day in this application: one module per kind, registered by the parts."""

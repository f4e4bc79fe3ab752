"""The field's rules: pure functions and complete tables. Standard library only; never Django, never the clock."""

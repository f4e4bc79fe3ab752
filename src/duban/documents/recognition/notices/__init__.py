"""The notice around a plan: to whom it goes, what it orders, what it says of itself.

`reading` puts the parts together; each part has a module of its own.
"""

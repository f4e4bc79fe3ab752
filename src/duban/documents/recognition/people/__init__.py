"""People in documents: leading groups and their members, appointments and removals.

`names` tells a name from a post; `rosters` and `appointments` read the documents.
"""

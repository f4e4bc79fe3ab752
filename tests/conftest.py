"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Continuous integration tries the same examples every time; a developer's machine looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

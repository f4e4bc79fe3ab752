"""How each action of indicators is tried: on what, with what; everything is of the city, and right but for who asks.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pages.evaluation_calls import EVALUATION_CALLS
from pages.figure_calls import FIGURE_CALLS
from pages.indicator_import_calls import IMPORT_CALLS
from pages.indicator_set_calls import SET_CALLS
from pages.scene import Scene

Call = Callable[[Scene, str], dict[str, Any]]

INDICATOR_CALLS: dict[str, Call] = {**EVALUATION_CALLS, **FIGURE_CALLS, **IMPORT_CALLS, **SET_CALLS}

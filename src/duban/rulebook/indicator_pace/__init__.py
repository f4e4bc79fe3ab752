"""时序 of an indicator: the path to its target, how a figure stands against it, what is still needed a year."""

from duban.rulebook.indicator_pace.classes import PACE_CLASSES, PaceClass, PacePoints
from duban.rulebook.indicator_pace.paces import Pace, pace_of
from duban.rulebook.indicator_pace.tracks import PATH_KINDS, PathKind, Track, track_of

__all__ = [
    "PACE_CLASSES",
    "PATH_KINDS",
    "Pace",
    "PaceClass",
    "PacePoints",
    "PathKind",
    "Track",
    "pace_of",
    "track_of",
]

"""督查通报: the tables."""

from duban.apps.bulletins.models.bulletins import Bulletin

__all__ = ["Bulletin"]

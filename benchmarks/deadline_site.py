"""The product's settings with one address more: the bare insert view that the deadline day is measured against."""

from duban.site.settings import *  # noqa: F403

ROOT_URLCONF = "bare_insert"

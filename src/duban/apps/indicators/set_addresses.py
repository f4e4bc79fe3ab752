"""The pages of a set and of an indicator, as other parts lead to them."""

from __future__ import annotations

from django.urls import reverse


def set_url(key: int) -> str:
    return reverse("indicators:set", args=[key])


def indicator_url(key: int) -> str:
    return reverse("indicators:indicator", args=[key])

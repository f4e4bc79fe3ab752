"""Who is locked out after failed sign-ins, and until when; the counting is django-axes'.

A login name is locked after AXES_FAILURE_LIMIT failures from anywhere, an address after ten times as many (an office
shares one), for LOCKOUT_MINUTES. Names are kept as digests: people type passwords into the field of the name.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest

from duban.apps.accounts.addresses import client_address
from duban.apps.audit.chain import digest

NAMES_PER_ADDRESS = 10


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """django-axes' handler, with the limit of an address apart from that of a name."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        by_name, by_address = (_failures(attempts) for attempts in self.get_user_attempts(request, credentials))
        return max(by_name, by_address // NAMES_PER_ADDRESS)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Who signs in clears the own name, not the address: an account must not buy new guesses at others."""
        by_name, _ = self.filter_user_attempts(request, credentials)
        return int(by_name.delete()[0])


def name_digest(username: str) -> str:
    """What stands for a login name in django-axes' tables."""
    return digest(f"sign-in:{username.casefold()}")


def name_of_request(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Called by django-axes (AXES_USERNAME_CALLABLE)."""
    return name_digest(str((credentials or {}).get("username") or ""))


def address_of_request(request: HttpRequest) -> str | None:
    """Called by django-axes (AXES_CLIENT_IP_CALLABLE)."""
    return client_address(request) or None


def locked_until(username: str, *, at: datetime) -> datetime | None:
    """When the lock of a login name ends; None when it is not locked."""
    return _end(_recent(at).filter(username=name_digest(username)), settings.AXES_FAILURE_LIMIT)


def address_locked_until(address: str, *, at: datetime) -> datetime | None:
    """When the lock of a network address ends; None when it is not locked."""
    attempts = _recent(at).filter(ip_address=address or None)
    return _end(attempts, settings.AXES_FAILURE_LIMIT * NAMES_PER_ADDRESS)


def locked_names(*, at: datetime) -> set[str]:
    """The digests of the login names that are locked."""
    failures: Counter[str] = Counter()
    for name, count in _recent(at).values_list("username", "failures_since_start"):
        failures[name] += count
    return {name for name, count in failures.items() if count >= settings.AXES_FAILURE_LIMIT}


def forget(username: str) -> None:
    """Unlock a login name."""
    AccessAttempt.objects.filter(username=name_digest(username)).delete()


def _recent(at: datetime) -> Any:
    return AccessAttempt.objects.filter(attempt_time__gte=at - timedelta(minutes=settings.LOCKOUT_MINUTES))


def _failures(attempts: Any) -> int:
    return sum(attempts.values_list("failures_since_start", flat=True))


def _end(attempts: Any, limit: int) -> datetime | None:
    """When so many of the attempts are forgotten that fewer than `limit` failures are left."""
    failures = 0
    for time, count in attempts.order_by("-attempt_time").values_list("attempt_time", "failures_since_start"):
        failures += count
        if failures >= limit:
            ends: datetime = time + timedelta(minutes=settings.LOCKOUT_MINUTES)
            return ends
    return None

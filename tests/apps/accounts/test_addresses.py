"""The address of the browser, behind none, one or two proxies of our own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from duban.apps.accounts.addresses import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "203.0.113.1", "192.0.2.7", "192.0.2.7"),  # nobody is trusted: the header is anybody's
        (1, "203.0.113.1", "10.0.0.2", "203.0.113.1"),
        (1, "6.6.6.6, 203.0.113.1", "10.0.0.2", "203.0.113.1"),  # what stands left was sent by the browser
        (2, "6.6.6.6, 203.0.113.1, 10.0.0.1", "10.0.0.2", "203.0.113.1"),
        (2, "203.0.113.1", "10.0.0.2", "10.0.0.2"),  # came past one of the proxies
        (1, "", "10.0.0.2", "10.0.0.2"),
        (1, "not-an-address", "10.0.0.2", "10.0.0.2"),
        (1, "2001:DB8::0001", "10.0.0.2", "2001:db8::1"),
        (0, "", "::ffff:192.0.2.7", "192.0.2.7"),
        (0, "", "", ""),
    ],
)
def test_entries_are_counted_from_the_right(
    settings: Any, proxies: int, forwarded: str, remote: str, address: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address

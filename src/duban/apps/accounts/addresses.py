"""From which network address does a request come?

In: a request, and how many proxies of our own stand before us (DUBAN_PROXIES).  Out: the address, "" if none.
X-Forwarded-For is counted from the right: each proxy of ours adds one entry; what stands left of them anyone can write.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser, or of the nearest machine that is not a proxy of ours."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(forwarded) and (address := _plain(forwarded[-settings.PROXIES])):
        return address
    return _plain(request.META.get("REMOTE_ADDR", ""))


def _plain(written: str) -> str:
    """The one way to write an address; "" for what is none."""
    try:
        address = ip_address(written.strip().strip("[]"))
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)

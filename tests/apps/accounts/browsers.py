"""Browsers that sign in through the page, as people do."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cast import PASSWORD

SIGN_IN = "/accounts/sign-in/"
OFFICE_PC = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Chrome/126", "REMOTE_ADDR": "192.0.2.7"}
ELSEWHERE = "198.51.100.9"


def browser(**place: Any) -> Client:
    """A browser at the office, where nothing else is said."""
    return Client(**{**OFFICE_PC, **place})


def enter(client: Client, username: str, password: str = PASSWORD, *, asked: str = "") -> Any:
    """Fill in the sign-in page."""
    url = f"{SIGN_IN}?next={asked}" if asked else SIGN_IN
    return client.post(url, {"username": username, "password": password})


def signed_in(username: str, **place: Any) -> Client:
    client = browser(**place)
    assert enter(client, username).status_code == 302
    return client

"""What is too large is refused before it is written anywhere."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import City
from duban.apps.web import uploads

SIGN_IN = "/accounts/sign-in/"


def sent(client: Client, address: str, size: int) -> int:
    file = SimpleUploadedFile("方案.txt", b"x" * size)
    return int(client.post(address, {"file": file, "username": "office", "password": "x"}).status_code)


def test_a_stranger_cannot_fill_the_disk(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BESIDE", 1000)
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(SIGN_IN)

    assert sent(stranger, SIGN_IN, 2000) == 413
    assert sent(Client(), SIGN_IN, 100) == 200


def test_a_form_names_the_file_that_is_too_large(city: City, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_BYTES = 1000  # type: ignore[attr-defined]
    monkeypatch.setattr(uploads, "BESIDE", 1000)
    monkeypatch.setattr(uploads, "NAMED", 2000)
    browser = city.client("office")

    assert sent(browser, "/documents/read/", 1200) == 200
    assert sent(browser, "/documents/read/", 4000) == 413

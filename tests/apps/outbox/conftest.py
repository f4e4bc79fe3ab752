from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from owed_things import Things, only_these
from servers import MailServer, RobotServer, running


@pytest.fixture
def things() -> Iterator[Things]:
    with only_these() as found:
        yield found


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    with running(MailServer()) as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL = "duban@qingze.example"
        yield server


@pytest.fixture
def group() -> Iterator[RobotServer]:
    with running(RobotServer()) as server:
        yield server

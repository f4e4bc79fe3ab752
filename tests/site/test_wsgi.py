"""What the server is given survives any Content-Type."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from duban.site.wsgi import application, plain_content_type


@pytest.mark.parametrize("written", ["text/plain; charset=rot13", "text/plain; charset=idna", "a/b; a*=nope''x"])
def test_a_character_set_that_is_none_is_no_defect(db: None, written: str) -> None:
    answers: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/accounts/sign-in/",
        "QUERY_STRING": "next=/%E7%94%B2",
        "CONTENT_TYPE": written,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }

    response = application(environ, lambda status, headers: answers.append(status))

    assert answers == ["200 OK"]
    assert b"".join(response)


def test_files_keep_what_stands_between_them() -> None:
    assert plain_content_type('multipart/form-data; charset=rot13; boundary="--x1"') == (
        "multipart/form-data; boundary=--x1"
    )

"""The ways out of the house: an e-mail, a message to a group. At most once: what may have arrived is not sent again.

In: where to, the text.  Out: nothing; `NotSent` when it surely was not taken, `Doubtful` when nobody can know.
"""

from __future__ import annotations

import json
import smtplib
import socket
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, InvalidURL
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from duban.apps.outbox.models import Delivery

SECONDS = 5
_MOST_READ = 64 * 1024
_NO_ADDRESS = "地址不对，请从群机器人的设置里重新复制"
_BETWEEN = (502, 504)  # a gateway does not know what became of it
_ENQUEUE: list[Callable[[int], object]] = []


class NotSent(Exception):
    """It was not taken; the words say why."""


class Doubtful(Exception):
    """It may have been taken or not; it is not sent again."""


def enqueue(row: Delivery) -> None:
    """Send it in the background, once the transaction is over."""
    for put in _ENQUEUE:
        put(row.pk)


def send_by(put: Callable[[int], object]) -> None:
    """Say what puts a delivery into the queue; called when the job is there."""
    _ENQUEUE[:] = [put]


def email_is_set_up() -> bool:
    return bool(settings.EMAIL_HOST)


def send_email(address: str, subject: str, text: str) -> None:
    if not email_is_set_up():
        raise NotSent("没有设置邮件服务器")
    connection = get_connection(timeout=SECONDS)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(_why(error)) from None
    try:
        EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address], connection=connection).send()
    except ValueError:  # an address no mail server could be told
        raise NotSent("邮件地址不对") from None
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise NotSent(_why(error)) from None
    except (OSError, smtplib.SMTPException) as error:
        raise Doubtful(f"邮件服务器中途断开：{_why(error)}") from None
    finally:
        connection.close()


def post_text(address: str, text: str) -> None:
    """As the robots of 企业微信 take it: {"msgtype": "text", "text": {"content": …}}."""
    if why := why_not_address(address):
        raise NotSent(why)
    data = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    asked = Request(address, data, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "duban"})
    try:
        with _opener().open(asked, timeout=SECONDS) as answer:
            said = answer.read(_MOST_READ)
    except (InvalidURL, UnicodeError):
        raise NotSent(_NO_ADDRESS) from None
    except HTTPError as error:
        error.close()
        kind = Doubtful if error.code in _BETWEEN else NotSent
        raise kind(f"对方答复 {error.code}") from None
    except URLError as error:  # while it connected or wrote: it was never whole
        raise NotSent(_why(error.reason)) from None
    except (OSError, HTTPException) as error:
        raise Doubtful(f"对方没有答复：{_why(error)}") from None
    _check_taken(said)


def why_not_address(address: str) -> str:
    """Why nothing can be sent there; "" where it looks as if it could."""
    try:
        parts = urlsplit(address)
        parts.port, (parts.hostname or "").encode("idna")
    except ValueError:
        return _NO_ADDRESS
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "地址应以 https:// 或 http:// 开头"
    return "" if address.isascii() and address.isprintable() and " " not in address else _NO_ADDRESS


def _check_taken(said: bytes) -> None:
    """A robot says errcode 0 when it has taken the message; others say nothing."""
    try:
        answer = json.loads(said)
    except ValueError:
        return
    code = answer.get("errcode", answer.get("code", 0)) if isinstance(answer, dict) else 0
    if code not in (0, "0"):
        raise NotSent(f"机器人没有接收，代码 {str(code)[:20]}")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        return None


def _opener() -> OpenerDirector:
    """HTTP and nothing else: no files, no FTP, nowhere but where the administrator said."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, _NoRedirect, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener


def _why(error: Any) -> str:
    """In words; never what was sent, never a secret of the address."""
    match error:
        case socket.gaierror():
            return "找不到这个主机"
        case ConnectionRefusedError():
            return "对方拒绝连接"
        case TimeoutError():
            return "超时"
        case smtplib.SMTPAuthenticationError():
            return "邮件服务器不认用户名或密码"
        case smtplib.SMTPRecipientsRefused():
            return "邮件服务器不收这个地址"
        case smtplib.SMTPResponseException():
            return f"邮件服务器答复 {error.smtp_code}"
    return type(error).__name__

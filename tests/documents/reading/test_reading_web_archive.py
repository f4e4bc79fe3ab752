"""A page saved with its pictures in one file (.mht), also where it is called .doc."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from duban.documents.errors import UnreadableFile
from duban.documents.reading import read

PAGE = "<html><body><p>一、加快项目建设。</p><p>（牵头单位：市发展改革局）</p></body></html>"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_page_in_the_archive_is_read(charset: str) -> None:
    archive = MIMEMultipart("related")
    archive.attach(MIMEImage(b"\x89PNG", "png"))
    archive.attach(MIMEText(PAGE, "html", charset))

    (file,) = read(archive.as_bytes(), "plan.doc")

    assert file.text == "一、加快项目建设。\n（牵头单位：市发展改革局）"


@pytest.mark.parametrize(
    "rest",
    [b"", b'; boundary="a"\n\n--a\nContent-Type: text/html; charset=none-such\n\n<p>x</p>\n--a--', b"\n\n--a" * 9],
)
def test_an_archive_without_a_page_is_refused(rest: bytes) -> None:
    with pytest.raises(UnreadableFile, match="mht"):
        read(b"MIME-Version: 1.0\nContent-Type: multipart/related" + rest, "a.mht")


def test_archives_inside_archives_do_no_harm() -> None:
    nested = b"".join(b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000))

    with pytest.raises(UnreadableFile):
        read(b"MIME-Version: 1.0\n" + nested, "a.mht")

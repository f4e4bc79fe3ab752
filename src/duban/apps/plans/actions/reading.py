"""Read an official document: keep its bytes, have the core understand it."""

from __future__ import annotations

from duban.apps.audit import recording
from duban.apps.plans.queries.reading import understanding_of
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid


def read_document(*, data: bytes, name: str, by: Actor) -> str:
    """Keep and understand a file; gives its digest. What cannot be read is refused with the core's sentence."""
    permissions.check_can(by, Permission.READ_DOCUMENT)
    digest = files.keep(data)
    try:
        understanding_of(digest, name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable
    recording.record("document.read", by=by, after={"文件": name})
    return digest

"""What a change must know: the row as it is now, that nobody else changed it since it was shown, what the change is.

In: a row, the token a form carried.  Out: the row, locked; a refusal; the values that differ, for the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from django.db import models

from duban.rulebook.refusals import Conflict, Invalid

ModelT = TypeVar("ModelT", bound=models.Model)


def locked(row: ModelT, *related: str, no_key: bool = False) -> ModelT:
    """The row with what is `related`, locked until the transaction ends; refused when somebody deleted it.

    `no_key`: rows that name this one may be written meanwhile, by whoever may be waited for later."""
    rows = type(row)._default_manager.select_for_update(of=("self",), no_key=no_key)
    found = (rows.select_related(*related) if related else rows).filter(pk=row.pk).first()
    if found is None:
        raise Conflict(f"“{row}”已被他人删除")
    return found


def digest(values: object) -> str:
    """A word that is another one when the values are; forms carry it, and give it back as `seen`."""
    return sha256(repr(values).encode()).hexdigest()[:24]


def token(row: models.Model) -> str:
    """The digest of all that is in the row."""
    return digest([(field.attname, getattr(row, field.attname)) for field in row._meta.concrete_fields])


def check_unchanged(row: models.Model, seen: str | None) -> None:
    """Refuse when the row is no longer as it was shown; None: nothing was shown, as in an import."""
    if seen is not None and seen != token(row):
        raise Conflict(f"“{row}”已被他人修改，请刷新后再改")


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


def check_version(row: Versioned, seen: int | None) -> None:
    """As `check_unchanged`, by the `version` the row had when it was shown."""
    if seen is not None and seen != row.version:
        raise Conflict(f"“{row}”已被他人修改，请刷新后再改")


def check_fits(row: models.Model) -> None:
    """Refuse a text longer than its column: a name grows when it is tidied, and documents name things at length."""
    for field in row._meta.concrete_fields:
        longest = field.max_length if isinstance(field, models.CharField) else None
        if longest and (length := len(getattr(row, field.attname))) > longest:
            raise Invalid(f"{field.verbose_name}太长：{length} 个字，最多 {longest} 个字", field.name)


def check_before_saving(instance: models.Model, **_: Any) -> None:
    """Called by Django before it writes a row of this application; rows written in bulk are checked by whoever does."""
    check_fits(instance)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides without what is the same in them, by the Chinese names of the values."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}

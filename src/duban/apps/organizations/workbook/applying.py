"""Write down what a comparison found, in bulk: the bulk form of the actions, with their events.

In: a `Comparison` made under lock, who imports.  Out: how many events were recorded. Runs in the caller's transaction.
A query writes some hundred rows; only retiring a unit is done one by one, by its action.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import models

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.actions.units import retire_unit
from duban.apps.organizations.event_values import appointment_values, place_values, post_values, unit_values
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Appointment, Jurisdiction, Official, Post, Unit, UnitName, UnitNameKind
from duban.apps.organizations.workbook.changes import Writing
from duban.rulebook.actors import Actor

ModelT = TypeVar("ModelT", bound=models.Model)
Telling = Callable[[str, int, int], None]
_BATCH = 500


def apply(writing: Writing, *, by: Actor, telling: Telling = lambda words, done, total: None) -> int:
    """Write everything, parents before children; then the events."""
    total = _size(writing)
    telling("正在写入行政区和单位", 0, total)
    for place in writing.places:  # few, and each must know its parent's path
        place.save()
    _update(Jurisdiction, writing.changed_places, ["code"])
    for generation in _generations(writing.units):
        _create(Unit, generation)
    _create(UnitName, writing.names)
    _update(Unit, writing.changed_units, ["kind", "parent", "code", "order"])
    done = len(writing.places) + len(writing.units) + len(writing.names)
    telling("正在写入人员和任职", done, total)
    _create(Official, writing.officials)
    _create(Post, writing.posts)
    _update(Post, writing.changed_posts, ["portfolio", "leads_jurisdiction"])
    telling("正在写入人员和任职", done + len(writing.officials) + len(writing.posts), total)
    _update(Appointment, writing.changed_appointments, ["since", "until"])
    _create(Appointment, writing.appointments)
    telling("正在写入操作记录", total * 2 // 3, total)
    events = recording.record_many([*_created(writing), *writing.events], by=by)
    for unit, until in writing.retired:
        retire_unit(unit=unit, until=until, by=by, basis="按导入的文件")
    return len(events) + len(writing.retired)


def _size(writing: Writing) -> int:
    created = (writing.places, writing.units, writing.names, writing.officials, writing.posts, writing.appointments)
    return sum(len(rows) for rows in created) * 3 // 2


def _create(model: type[ModelT], rows: Sequence[ModelT]) -> None:
    model._default_manager.bulk_create(rows, batch_size=_BATCH)


def _update(model: type[ModelT], rows: Sequence[ModelT], fields: list[str]) -> None:
    if rows:
        model._default_manager.bulk_update(rows, fields, batch_size=_BATCH)


def _generations(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """New units, those without a new parent first."""
    waiting = list(units)
    while waiting:
        ready = [unit for unit in waiting if unit.parent is None or unit.parent.pk is not None]
        yield ready
        waiting = [unit for unit in waiting if unit.pk is None]


def _created(writing: Writing) -> Iterator[Entry]:
    """An event for each place and unit that is new, as its action records it, and one for each appointment."""
    for place in writing.places:
        yield Entry("jurisdiction.created", place, after=place_values(place), jurisdiction_path=place.path)
    yield from _created_units(writing)
    new = {id(row) for row in (*writing.officials, *writing.posts)}
    for one in writing.appointments:
        yield _appointed(one, new)


def _created_units(writing: Writing) -> Iterator[Entry]:
    short: dict[int, list[str]] = {}
    for name in writing.names:
        if name.kind != UnitNameKind.OFFICIAL:
            short.setdefault(name.unit.pk, []).append(name.name)
    for unit in writing.units:
        after: dict[str, Any] = unit_values(unit) | {"简称": "、".join(short.get(unit.pk, []))}
        if unit.until:
            after["撤销日期"] = in_words(unit.until)
        about = [unit.parent] if unit.parent else []
        yield Entry("unit.created", unit, after=after, about=about, jurisdiction_path=unit.jurisdiction.path)


def _appointed(one: Appointment, new: set[int]) -> Entry:
    """One event for the line: it stands in the histories of person, post and unit, and says what was made for it."""
    post, who = one.post, one.official
    after: dict[str, Any] = dict(appointment_values(one))
    if id(who) in new:
        after["新建人员"] = f"{who.name}（{who.remark}）" if who.remark else who.name
    if id(post) in new:
        after |= {f"新建职务的{name}": value for name, value in post_values(post).items() if value != ""}
    path = post.unit.jurisdiction.path
    return Entry("appointment.appointed", one, after=after, about=[post, who, post.unit], jurisdiction_path=path)

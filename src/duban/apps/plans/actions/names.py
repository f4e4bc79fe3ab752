"""Whom a name of the document means: say it, leave it as words, open it again; create what is not on record.

Every one of them only while the import is under review. A name that is to be remembered becomes a name of its unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Official, Post, Unit, UnitGroup
from duban.apps.plans.actions.draft_changes import opened
from duban.apps.plans.actions.name_creation import Work, remember
from duban.apps.plans.matching import day_of, match_names
from duban.apps.plans.matching.missing import Wanted
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport
from duban.apps.plans.queries.names import open_names, seen_names, wanted_by_default
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def match_name(
    *,
    draft_name: DraftName,
    unit: Unit | None = None,
    unit_group: UnitGroup | None = None,
    posts: Sequence[Post] = (),
    keep_as_alias: bool = False,
    seen: int | None,
    on: date,
    by: Actor,
) -> DraftName:
    """The name means this unit, collective unit, or these posts; `keep_as_alias`: so it does in the next document."""
    row = _locked(draft_name, by)
    if _means(row, unit, unit_group, posts):
        return row
    check_version(row, seen)
    _check_meaning(row, unit, unit_group, posts)
    _check_within_sight(row, unit, unit_group, posts, on=on, by=by)
    before = _values(row)
    if unit is not None and keep_as_alias:
        remember(row.name, unit, row.plan_import.source.jurisdiction, by)
    row.unit, row.unit_group, row.keep_as_alias = unit, unit_group, keep_as_alias
    _save(row, MatchedBy.PERSON, posts)
    _record("plan_import.name_matched", row, before, by)
    return row


@transaction.atomic
def leave_name(*, draft_name: DraftName, seen: int | None, by: Actor) -> DraftName:
    """The name stands in its tasks as words; nobody is asked."""
    return _without_meaning(draft_name, MatchedBy.LEFT, "plan_import.name_left", seen, by)


@transaction.atomic
def reopen_name(*, draft_name: DraftName, seen: int | None, by: Actor) -> DraftName:
    """Take back what was said of a name."""
    return _without_meaning(draft_name, MatchedBy.OPEN, "plan_import.name_reopened", seen, by)


@transaction.atomic
def match_open_names(*, plan_import: PlanImport, by: Actor) -> int:
    """Look for the open names once more, after the directory changed; gives how many were found."""
    plan_import = opened(plan_import, by)
    found = match_names(plan_import)
    if found:
        _record_counts("plan_import.names_matched", plan_import, {"名称": found}, by)
    return found


@transaction.atomic
def create_missing_units(
    *,
    plan_import: PlanImport,
    names: Iterable[DraftName],
    on: date,
    by: Actor,
    wanted: Mapping[int, Wanted] | None = None,
    seen: str | None = None,
) -> dict[str, int]:
    """Create what these open names lack, leaders too, all or nothing; gives how many of what.

    `wanted` says by the name's key as what; what it is silent about is created as proposed. `seen`: `seen_names`
    of the page that proposed it."""
    plan_import = opened(plan_import, by)
    known = {row.pk: row for row in open_names(plan_import).select_for_update()}
    if seen is not None and seen != seen_names(known.values()):
        raise Conflict("这些名称已被他人修改，请刷新后再改")
    chosen = [row for row in names if row.pk in known]
    proposed = wanted_by_default(plan_import, list(known.values()))
    work = Work(plan_import, since=min(day_of(plan_import), on), by=by)
    work.do([known[row.pk] for row in chosen], proposed | dict(wanted or {}))
    match_names(plan_import)
    if work.counts:
        _record_counts("plan_import.names_created", plan_import, dict(work.counts), by)
    return dict(work.counts)


@transaction.atomic
def create_leader(
    *,
    draft_name: DraftName,
    title: str,
    since: date,
    by: Actor,
    official: Official | None = None,
    remark: str = "",
    seen: int | None = None,
) -> DraftName:
    """The leader takes an office in the government of the place; `official`: somebody on record already."""
    row = _locked(draft_name, by)
    check_version(row, seen)
    if row.kind != NameKind.LEADER:
        raise Invalid("这是单位的名称，不是领导")
    before = _values(row)
    Work(row.plan_import, since=since, by=by).lead(row, title, official=official, remark=remark)
    _record("plan_import.name_matched", row, before, by)
    return row


def counted(counts: Mapping[str, int]) -> str:
    """What was made, in words: 44 个单位、7 位领导."""
    return "、".join(f"{count} {'位' if what == '领导' else '个'}{what}" for what, count in counts.items())


def _locked(draft_name: DraftName, by: Actor) -> DraftName:
    opened(draft_name.plan_import, by)
    return locked(draft_name, "plan_import__source__jurisdiction")


def _check_meaning(row: DraftName, unit: Unit | None, group: UnitGroup | None, posts: Sequence[Post]) -> None:
    if row.kind == NameKind.LEADER and (unit or group or not posts):
        raise Invalid("请选择领导的职务", "posts")
    if row.kind == NameKind.UNIT and (posts or (unit is None) == (group is None)):
        raise Invalid("请选择一个单位，或者一个集合单位", "unit")


def _check_within_sight(
    row: DraftName, unit: Unit | None, group: UnitGroup | None, posts: Sequence[Post], *, on: date, by: Actor
) -> None:
    """Only what the actor sees can be meant, and what exists on the document's day or now."""
    if unit is not None and not Unit.objects.visible_to(by).filter(pk=unit.pk).exists():
        raise Invalid(f"“{unit}”不在您能看到的范围内", "unit")
    if group is not None and not UnitGroup.objects.visible_to(by).filter(pk=group.pk).exists():
        raise Invalid(f"“{group}”不在您能看到的范围内", "unit_group")
    if posts and Post.objects.visible_to(by).filter(pk__in=[post.pk for post in posts]).count() != len(posts):
        raise Invalid("所选职务不在您能看到的范围内", "posts")
    day = day_of(row.plan_import)
    gone = [one for one in (unit, *posts) if one and not (one.holds_on(day) or one.holds_on(on))]
    if gone:
        raise Invalid(f"“{gone[0]}”当时没有，现在也没有", "posts" if posts else "unit")


def _without_meaning(draft_name: DraftName, state: MatchedBy, verb: str, seen: int | None, by: Actor) -> DraftName:
    row = _locked(draft_name, by)
    if row.matched_by == state:
        return row
    check_version(row, seen)
    before = _values(row)
    row.unit, row.unit_group, row.keep_as_alias = None, None, False
    _save(row, state, ())
    _record(verb, row, before, by)
    return row


def _means(row: DraftName, unit: Unit | None, group: UnitGroup | None, posts: Sequence[Post]) -> bool:
    same = (row.unit_id, row.unit_group_id) == (unit and unit.pk, group and group.pk)
    return same and row.matched_by == MatchedBy.PERSON and set(row.posts.all()) == set(posts)


def _save(row: DraftName, matched_by: MatchedBy, posts: Sequence[Post]) -> None:
    row.matched_by, row.version = matched_by, row.version + 1
    row.save(update_fields=["unit", "unit_group", "keep_as_alias", "matched_by", "version"])
    row.posts.set(posts)


def _values(row: DraftName) -> dict[str, str]:
    means = [str(one) for one in (row.unit, row.unit_group, *row.posts.select_related("unit")) if one]
    return {"对应": "、".join(means) or MatchedBy(row.matched_by).label}


def _record(verb: str, row: DraftName, before: dict[str, str], by: Actor) -> None:
    plan_import = row.plan_import
    after = {"名称": row.name} | _values(row)
    path = plan_import.source.jurisdiction.path
    recording.record(verb, plan_import, by=by, before=before, after=after, jurisdiction_path=path)


def _record_counts(verb: str, plan_import: PlanImport, counts: dict[str, int], by: Actor) -> None:
    path = plan_import.source.jurisdiction.path
    recording.record(verb, plan_import, by=by, after=counts, note=counted(counts), jurisdiction_path=path)

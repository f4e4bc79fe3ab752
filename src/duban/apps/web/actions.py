"""What can be done with a saved view: save, change, share, delete.

In: keyword arguments, `by`.  Out: the view. Each leaves one event.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import QueryDict

from duban.apps.audit import recording
from duban.apps.web.models import SavedView
from duban.apps.web.queries import check_may_change
from duban.apps.web.table import Table, state
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

MOST_VIEWS = 20
LONGEST = 4000
OWN, SHARED = "仅自己可见", "本行政区共享"


@transaction.atomic
def save_view(*, table: type[Table], name: str, query: str, by: Actor) -> SavedView:
    """Keep what the address asks of `table` under a name, at the end of one's tabs."""
    permissions.check_can(by, Permission.SAVE_VIEW)
    if by.account is None:
        raise NotAllowed("只有登录的用户可以保存视图")
    own = SavedView.objects.filter(account_id=by.account, table=table.key)
    if own.count() >= MOST_VIEWS:
        raise Conflict(f"一张表最多保存 {MOST_VIEWS} 个视图，请先删除不用的")
    last = own.aggregate(last=Max("order"))["last"] or 0
    view = SavedView(account_id=by.account, table=table.key, name=name, order=last + 1)
    view.query = _of_table(table, query)
    _keep(view)
    recording.record("view.saved", view, by=by, after={"列表": table.caption, "条件": _words(view)})
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, query: str, seen: str, by: Actor) -> SavedView:
    """Give a view another name or other conditions; `seen` is its `token` as the form showed it."""
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    check_may_change(by, view, Permission.SAVE_VIEW)
    if seen != token(view):
        raise Conflict("这个视图已被修改，请刷新后再改")
    before = {"名称": view.name, "条件": _words(view)}
    view.name, view.query = name, _of_table(Table.of_key(view.table), query)
    _keep(view)
    recording.record("view.changed", view, by=by, before=before, after={"名称": view.name, "条件": _words(view)})
    return view


@transaction.atomic
def share_view(*, view: SavedView, shared: bool, by: Actor) -> SavedView:
    """Show a view to one's whole jurisdiction and those below it, or no longer."""
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    check_may_change(by, view, Permission.SHARE_VIEW)
    if view.is_shared == shared:
        raise Conflict("这个视图已经共享" if shared else "这个视图没有共享")
    before, path = SHARED if view.is_shared else OWN, view.shared_path or by.path
    view.shared_path = by.path if shared else ""
    view.save(update_fields=["shared_path"])
    after = {"范围": SHARED if shared else OWN}
    recording.record("view.shared", view, by=by, before={"范围": before}, after=after, jurisdiction_path=path)
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by: Actor) -> None:
    """Delete a view; the rows it showed are untouched."""
    view = SavedView.objects.select_for_update().get(pk=view.pk)
    check_may_change(by, view, Permission.DELETE_VIEW)
    before = {"列表": Table.of_key(view.table).caption, "条件": _words(view)}
    recording.record("view.deleted", view, by=by, before=before, jurisdiction_path=view.shared_path)
    view.delete()


def token(view: SavedView) -> str:
    """What a form carries to notice that somebody changed the view meanwhile."""
    return f"{view.name}?{view.query}"


def _keep(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise Invalid(f"这张表已有一个叫“{view.name}”的视图，请换一个名称", "name") from None


def _of_table(table: type[Table], query: str) -> str:
    """Only what is the table's own, in its own form; everything else of the address is dropped."""
    kept = state.read(QueryDict(query), table.columns).query
    if len(kept) > LONGEST:
        raise Invalid("条件太多，请减少筛选后再保存")
    return kept


def _words(view: SavedView) -> str:
    columns = Table.of_key(view.table).columns
    return state.described(state.read(QueryDict(view.query), columns), columns)

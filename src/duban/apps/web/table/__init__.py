"""The main instrument: a list that is searched, filtered, sorted, paged, chosen from and exported.

In: a request and the rows its user may see.  Out: the page, the part of it that changes, or a file.
All state is in the address.
"""

from duban.apps.web.table.columns import Column
from duban.apps.web.table.links import page_link
from duban.apps.web.table.selection import BulkAction, selected
from duban.apps.web.table.table import Table

__all__ = ["BulkAction", "Column", "Table", "page_link", "selected"]

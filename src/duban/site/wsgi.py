"""The WSGI entry: what the server is given."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.site.settings")
application = get_wsgi_application()

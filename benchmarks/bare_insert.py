"""What a POST cannot do without: one row inserted, behind the same middleware, session, CSRF check and account.

In: the same form as a report's.  Out: one row, a redirect. Part of the measurement, never of the product.
"""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.decorators.http import require_POST

from duban.site import urls


class Row(models.Model):
    report = models.BigIntegerField()
    text = models.TextField()
    by = models.BigIntegerField()

    class Meta:
        app_label = "bare_insert"


@require_POST
def insert(request: HttpRequest, pk: int) -> HttpResponse:
    Row.objects.create(report=pk, text=request.POST["text"], by=request.user.pk)
    return redirect("progress:report", pk)


handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("bare/<int:pk>/", insert), path("", include(urls.urlpatterns))]
